"""数据交换: its page and the tabs, cards and lists it is made of."""
