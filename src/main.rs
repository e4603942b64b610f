//! The program: compiled to wasm it mounts the viewer, compiled natively it is the command line. Nothing else.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    faultline::cli::main()
}

/// A kilobyte smaller than the standard library's, and as quick.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[cfg(target_arch = "wasm32")]
fn main() {
    faultline::ui::mount();
}
