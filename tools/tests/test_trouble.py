from tools.tests.tiny import make_course
from tools.trouble import TABLE, asserting_cells, check_trouble

HEAD = "case,source,what happened there,what must happen here,asserted in\n"


def test_each_case_names_a_cell_that_asserts(tmp_path):
    make_course(tmp_path)
    assert check_trouble(tmp_path) == []
    cell = sorted(asserting_cells(tmp_path))[0]
    for cells, problems in ((cell, 0), (f"{cell} {cell}", 0), (f"{cell} 93_halves#title", 1),
                            ("94_none#faults", 1), ("", 1)):
        (tmp_path / TABLE).parent.mkdir(exist_ok=True)
        (tmp_path / TABLE).write_text(f"{HEAD}1,own,it broke,it holds,{cells}\n")
        found = check_trouble(tmp_path)
        assert len(found) == problems and all("case 1" in line for line in found), (cells, found)
