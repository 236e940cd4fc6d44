//! Lists `schemas/types/*.yaml`, so that a new type of article is a file and no code.

use std::fmt::Write as _;
use std::path::Path;

#[expect(clippy::disallowed_methods, reason = "a build script is told by cargo what to do")]
fn main() {
    let root = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it for every build script");
    let folder = Path::new(&root).join("schemas/types");
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = std::fs::read_dir(&folder).expect("the types lie in schemas/types");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("the folder can be listed").file_name())
        .filter_map(|name| name.to_string_lossy().strip_suffix(".yaml").map(str::to_owned))
        .collect();
    names.sort();
    let mut code =
        String::from("/// Every type that comes with the tool: its name and its data.\n");
    code.push_str("pub(super) const TYPES: &[(&str, &str)] = &[\n");
    for name in names {
        let path = folder.join(format!("{name}.yaml"));
        let path = path.to_str().expect("cargo builds in a folder with a UTF-8 path");
        writeln!(code, "    ({name:?}, include_str!({path:?})),").expect("a String takes all");
    }
    code.push_str("];\n");
    let out = std::env::var("OUT_DIR").expect("cargo sets it for every build script");
    std::fs::write(Path::new(&out).join("types.rs"), code).expect("OUT_DIR can be written");
}
