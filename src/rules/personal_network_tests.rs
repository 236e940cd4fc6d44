//! Which addresses and hosts tell something of somebody.

use super::*;

fn found(text: &str) -> Vec<&str> {
    let dots = text
        .match_indices('.')
        .filter_map(|(at, _)| ipv4_at(text, at).or_else(|| host_at(text, at)));
    let colons = text.match_indices(':').filter_map(|(at, _)| ipv6_at(text, at));
    dots.chain(colons).map(|span| &text[span.range()]).collect()
}

#[track_caller]
fn is_told(name: &str) {
    for text in [name.to_owned(), format!("`{name}`"), format!("é ({name}), ü"), format!("{name}.")]
    {
        assert_eq!(found(&text), [name], "{text}");
    }
}

#[track_caller]
fn is_fine(text: &str) {
    assert_eq!(found(text), [""; 0], "{text}");
}

#[test]
fn addresses_that_lead_to_somebody_are_told() {
    is_told("35.178.210.161");
    is_told("3.9.58.214");
    is_told("11.22.33.45");
    is_told("2a02:8108:50bf:1c40::17");
    is_told("2001:db9::1");
    assert_eq!(found("http://35.178.210.161:8080/"), ["35.178.210.161"]);
    assert_eq!(found("35.178.210.161/32"), ["35.178.210.161"]);
}

#[test]
fn addresses_of_documentation_private_use_and_protocols_are_fine() {
    for text in [
        "192.0.2.25",
        "198.51.100.25",
        "203.0.113.25",
        "10.20.30.40",
        "172.16.30.40",
        "172.31.255.254",
        "192.168.30.40",
        "127.54.67.32",
        "169.254.169.254",
        "100.64.106.205",
        "100.127.106.205",
        "198.18.30.40",
        "224.30.40.50",
        "255.255.255.0",
        "0.20.30.40",
        "192.0.0.200",
        "2001:db8::1",
        "3fff:fff::1",
        "fe80::1ff:fe23:4567:890a",
        "fd12:3456:789a:1::1",
        "::1",
    ] {
        is_fine(text);
    }
}

#[test]
fn both_sides_of_every_range_hold() {
    is_told("100.128.106.205");
    is_told("100.63.106.205");
    is_told("172.32.106.205");
    is_told("198.20.106.205");
    is_told("223.30.40.50");
    is_told("3fff:1000::1");
}

#[test]
fn published_services_and_networks_are_fine() {
    for text in ["8.8.8.8", "1.1.1.1", "208.67.222.222", "2606:4700:4700::1111", "2a02:8108::/32"] {
        is_fine(text);
    }
    is_fine("34.64.32.0/24");
    is_told("34.64.32.0");
}

#[test]
fn versions_headings_and_times_are_fine() {
    for text in [
        "7.27.2.1",
        "2.5.29.46",
        "1.3.101.112",
        "11.22.33.44",
        "101.102.103.104",
        "version 14.29.30.133",
        "Firmware `14.29.30.133`",
        "v14.29.30.133",
        "kb-14.29.30.133",
        "14.29.30.133.7",
        "1.14.29.30.133",
        "14.29.30.1330",
        "35.178.210.161a",
        "35.178.210",
        "035.178.210.161",
        "2026:11:25 10:30:45",
        "std::face::cafe",
        "2026::x",
    ] {
        is_fine(text);
    }
}

#[test]
fn hosts_of_a_house_are_told() {
    is_told("db01.local");
    is_told("db01.emea.northbridge.corp");
    is_told("mail.northbridge.corp");
    is_told("nas.basement.lan");
    is_told("SRV04.NORTHBRIDGE.LAN");
    is_told("build7.internal");
    assert_eq!(found("https://wiki.internal/x"), ["wiki.internal"]);
    assert_eq!(found("ssh desk@jump.lan"), ["jump.lan"]);
}

#[test]
fn fields_files_packages_and_names_of_every_house_are_fine() {
    for text in [
        "idx.local[0]",
        "this.internal",
        "Laptop.local",
        "self.local",
        "x2.local()",
        "app2.local.json",
        "/etc/jail2.local",
        "com.sun.proxy2.internal",
        "a2.internals",
        "a2.localhost",
        "web2.default.svc.cluster.local",
        "ip-10-1-6-67.eu-central-1.compute.internal",
        "https://host.docker.internal",
        "https://example.local",
        "https://myhost.local",
        "https://server1.corp",
        "https://*.lan",
        ".local",
        "https://.local",
    ] {
        is_fine(text);
    }
}
