from mmdesk.core.datasets.imbalance import uneven


def test_a_class_is_rare_beside_one_ten_times_as_large():
    assert uneven(["one"] * 20 + ["two"] * 3) is None
    assert uneven([]) is None
    assert uneven(["two"] * 2 + ["one"] * 20 + ["three"] * 5) == ("two", 2, "one", 20)
