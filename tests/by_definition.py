"""Shapley values from their definition, to compare others with."""

import itertools
import math


def brute_force(values, players):
    """Shapley values from the definition: the mean over all orders of what each player adds."""
    totals = dict.fromkeys(players, 0.0)
    for order in itertools.permutations(players):
        there = frozenset()
        for player in order:
            totals[player] += values[there | {player}] - values[there]
            there |= {player}
    return {player: total / math.factorial(len(players)) for player, total in totals.items()}
