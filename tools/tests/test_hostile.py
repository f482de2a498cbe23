from tools.hostile import hostile_request, run_hostile


def test_hostile_requests_are_seeded_and_differ():
    some = [hostile_request(i) for i in range(40)]
    assert some == [hostile_request(i) for i in range(40)]
    assert len({body for _, body, _ in some}) > 35 and len({path for path, *_ in some}) > 3


def test_a_service_survives_some(capsys):
    assert run_hostile(25, seed=1_000) == 0, capsys.readouterr().out
    assert "25 hostile requests" in capsys.readouterr().out
