from mmdesk.cli.flags import flag


def test_an_option_is_spelled_as_it_is_typed(mmdesk, tmp_path):
    assert flag("accept_unreadable") == "--accept-unreadable"
    outcome = mmdesk("train", tmp_path, "--out", tmp_path / "m.safetensors", "--learning-rate", "99")
    assert outcome.code == 2
    assert "99.0 is out of range for --learning-rate." in outcome.err
