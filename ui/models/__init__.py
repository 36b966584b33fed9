"""Table models of the window; one is enough for all grids: `ui.models.grid.GridModel`."""
