"""Heads on features that stand still, by convex solvers: linear ones, and in closed form while examples are collected."""
