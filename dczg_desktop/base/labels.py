"""Words that stand in more than one place: what one module writes into a workbook and another knows again."""

RETURN_COVER = "退回说明"
"""Name of the first sheet of a workbook of faulty rows, and the beginning of its title."""
RETURN_ROW = "原表位置"
RETURN_REASON = "退回原因"
"""The two columns added to the rows sent back."""
