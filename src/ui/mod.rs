//! The page: draws the model and turns DOM events into actions. Wasm only; must never compute a position or a figure.
