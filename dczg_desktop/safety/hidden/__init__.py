"""What kinds of files tell beside what they show, kind by kind; `safety.traces` is the door."""
