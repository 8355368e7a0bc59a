from mmdesk.app.system.desktop import open_file, show_in_folder


def test_the_desktop_is_given_the_file_or_its_folder(desktop, tmp_path):
    open_file(tmp_path / "a report.html")
    show_in_folder(tmp_path / "a report.html")
    assert desktop.opened == [str(tmp_path / "a report.html"), str(tmp_path)]
