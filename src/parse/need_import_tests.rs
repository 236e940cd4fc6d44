//! Rows of surveys and issues, as they come.

use super::*;

fn read(text: &str) -> Vec<ImportedRow> {
    let (rows, faults) = rows(text, &Map::new()).expect("it can be read");
    assert_eq!(faults, []);
    rows
}

#[track_caller]
fn check(text: &str, expected: &[(&str, &str, u32)]) {
    let rows = read(text);
    let rows: Vec<(&str, &str, u32)> =
        rows.iter().map(|it| (it.row.as_str(), it.title.as_str(), it.votes)).collect();
    assert_eq!(rows, expected);
}

#[test]
fn a_table_is_read_by_the_names_of_its_columns() {
    check("Question,Votes,ID\n\"Stop, the clock?\",14,S1\n", &[("S1", "Stop, the clock?", 14)]);
    check(
        "title;votes\r\nA;3\r\nB;\r\n",
        &[("title af63dc4c8601ec8c", "A", 3), ("title af63df4c8601f1a5", "B", 0)],
    );
    check("votes\ttitle\n2\tA\n", &[("title af63dc4c8601ec8c", "A", 2)]);
    check(
        "title\nA\na\n",
        &[("title af63dc4c8601ec8c", "A", 1), ("title af63dc4c8601ec8c 2", "a", 1)],
    );
}

#[test]
fn issues_count_who_opened_them_and_every_thumb_up() {
    let url = "https://example.org/1";
    check(
        &format!(
            r#"[{{"title":"A","html_url":"{url}","url":"https://api.example.org/1",
            "reactions":{{"+1":4,"-1":9}},"comments":7}}]"#
        ),
        &[(url, "A", 5)],
    );
    let groups = r#"[{"content":"HEART"},{"content":"THUMBS_UP","users":{"totalCount":2}}]"#;
    check(&format!(r#"[{{"title":"A","number":3,"reactionGroups":{groups}}}]"#), &[("3", "A", 3)]);
    check(
        r#"{"items":[{"title":"A","reactions":2},{"title":"B"}]}"#,
        &[("title af63dc4c8601ec8c", "A", 3), ("title af63df4c8601f1a5", "B", 1)],
    );
    check(
        r#"[{"title":"A","votes":7,"reactions":{"+1":1}}]"#,
        &[("title af63dc4c8601ec8c", "A", 7)],
    );
    let four = "https://example.org/4";
    check(&format!(r#"[{{"title":"A","web_url":"{four}","upvotes":3}}]"#), &[(four, "A", 4)]);
    check(&format!(r#"[{{"title":"A","url":"{four}"}}]"#), &[(four, "A", 1)]);
    check(&format!("title,upvotes,url\nA,3,{four}\n"), &[(four, "A", 3)]);
}

#[test]
fn names_can_be_given() {
    let map = Map::from([("title".to_owned(), "What hurts".to_owned())]);
    let (rows, _) = rows("what hurts,title\nA,B\n", &map).expect("it can be read");
    assert_eq!(rows[0].title, "A");
    let missing = super::rows("a,b\n1,2\n", &map);
    assert_eq!(missing, Err("no column is called What hurts".to_owned()));
    let usual = super::rows("a,b\n1,2\n", &Map::new()).unwrap_err();
    assert!(usual.contains("title or question"), "{usual}");
}

#[test]
fn rows_that_cannot_be_used_are_told_with_their_numbers() {
    let text = format!("title,votes\nA,1\n,2\nB,many\nC,-1\n{},1\n", "x".repeat(201));
    let (rows, faults) = rows(&text, &Map::new()).expect("it can be read");
    assert_eq!(rows.len(), 1);
    let numbers: Vec<usize> = faults.iter().map(|fault| fault.number).collect();
    assert_eq!(numbers, [2, 3, 4, 5]);
    assert_eq!(faults[0].why, "has no title");
}

#[test]
fn an_address_is_one_of_the_web_and_a_severity_lies_on_its_scale() {
    let rows = read("title,url,severity\nA,javascript:x,3\nB,https://example.org/b,9\n");
    assert_eq!((rows[0].url.as_deref(), rows[0].severity), (None, Some(3)));
    assert_eq!((rows[1].url.as_deref(), rows[1].severity), (Some("https://example.org/b"), None));
}

#[test]
fn any_bytes_are_read_or_refused() {
    for text in ["", " \n", "[", "{}", "[1, null, {}]", "{\"items\": 3}"] {
        let read = rows(text, &Map::new());
        assert!(read.is_err() || read.is_ok_and(|(rows, _)| rows.is_empty()), "{text}");
    }
    let deep = "[".repeat(100_000);
    assert!(rows(&deep, &Map::new()).is_err());
    let (odd, _) = rows("title\n\u{1b}[2J\u{202e}\n", &Map::new()).expect("a table");
    assert!(odd.iter().all(|row| !row.title.contains('\u{1b}')), "{odd:?}");
}

#[test]
fn a_quotation_mark_that_nothing_closes_is_a_fault() {
    let read = |text: &str| rows(text, &Map::new());
    let (rows, faults) = read("title\nA\n\"B\nC\nD\n").expect("a table");
    assert_eq!((rows.len(), faults.len()), (1, 1));
    assert_eq!(faults[0].number, 2);
    assert!(faults[0].why.starts_with("opens a quotation mark"), "{faults:?}");
    let names = read("title,\"votes\nA,1\n").unwrap_err();
    assert!(names.starts_with("the line of names opens"), "{names}");
    for closed in ["title\n\"B\nC\"\n", "title\n\"B\"", "title\nB \"C\n", "title\r\nB\r\n"] {
        assert!(read(closed).is_ok_and(|(rows, faults)| (rows.len(), faults.len()) == (1, 0)));
    }
}

#[test]
fn another_encoding_is_named() {
    assert_eq!(text(b"\xef\xbb\xbftitle"), Ok("title"));
    assert_eq!(text("title\nä".as_bytes()), Ok("title\nä"));
    for wide in [&b"\xff\xfet\0"[..], b"\xfe\xff\0t", b"t\0i\0", b"\0t\0i"] {
        assert_eq!(text(wide), Err("it is UTF-16 and not UTF-8".to_owned()));
    }
    let latin = text(b"title\nStra\xdfe\n").unwrap_err();
    assert!(latin.starts_with("line 2 is not UTF-8"), "{latin}");
}
