"""打印中心: its page and the choice of what is printed."""
