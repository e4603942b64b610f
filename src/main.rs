//! The program: compiled to wasm it mounts the viewer, compiled natively it is the command line. Nothing else.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    faultline::cli::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    faultline::ui::mount();
}
