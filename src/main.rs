//! Mounts the web app.

#[cfg(target_arch = "wasm32")]
fn main() {
    faultline::set_panic_hook();
    faultline::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!(
        "This is the web app: `make serve` builds and serves it. The command line is `cargo run -p faultline-cli`."
    );
}
