"""What was found in a workbook that came back."""


def edits_of(opened):
    return {(edit.uid, edit.column): (edit.before, edit.after) for edit in opened.hand_edits}


def nothing_found(opened):
    return not (opened.hand_edits or opened.new_rows or opened.missing_rows or opened.problems)
