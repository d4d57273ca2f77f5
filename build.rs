//! Release builds of the console are cut into parts (`pages::parts`) by `.ci/cutter/cut.mjs`, which needs the linker's relocations.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(in_parts)");
    let set = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if set("CARGO_CFG_TARGET_FAMILY", "wasm") && set("PROFILE", "release") {
        println!("cargo::rustc-cfg=in_parts");
        println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    }
}
