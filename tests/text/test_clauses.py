"""Clauses, and names blanked out."""

from checker.text.clauses import bare, clauses, unquoted


def test_clauses_end_at_marks_but_not_inside_a_number() -> None:
    text = "处罚1,063件,罚款20万元；同比下降8.5%。"
    assert [span.of(text) for span in clauses(text)] == ["处罚1,063件", "罚款20万元", "同比下降8.5%"]


def test_blanking_keeps_the_length() -> None:
    text = "印发《持续优化环境方案》（试行），开展“切实提升”行动"
    assert len(bare(text)) == len(unquoted(text)) == len(text)
    assert bare(text) == "印发□□□□□□□□□□□□□□，开展□□□□□□行动"
    assert "（试行）" in unquoted(text)
