//! Rows of surveys and issues, as they come.

use super::*;

fn read(text: &str) -> Vec<ImportedRow> {
    let (rows, faults) = rows(text.as_bytes(), &Map::new()).expect("it can be read");
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
    check("title;votes\r\nA;3\r\nB;\r\n", &[("row 1", "A", 3), ("row 2", "B", 0)]);
    check("votes\ttitle\n2\tA\n", &[("row 1", "A", 2)]);
    check("\u{feff}title\nA\nA\n", &[("row 1", "A", 1), ("row 2", "A", 1)]);
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
        &[("row 1", "A", 3), ("row 2", "B", 0)],
    );
    check(r#"[{"title":"A","votes":7,"reactions":{"+1":1}}]"#, &[("row 1", "A", 7)]);
}

#[test]
fn names_can_be_given() {
    let map = Map::from([("title".to_owned(), "What hurts".to_owned())]);
    let (rows, _) = rows(b"what hurts,title\nA,B\n", &map).expect("it can be read");
    assert_eq!(rows[0].title, "A");
    let missing = super::rows(b"a,b\n1,2\n", &map);
    assert_eq!(missing, Err("no column is called What hurts".to_owned()));
    let usual = super::rows(b"a,b\n1,2\n", &Map::new()).unwrap_err();
    assert!(usual.contains("title or question"), "{usual}");
}

#[test]
fn rows_that_cannot_be_used_are_told_with_their_numbers() {
    let text = format!("title,votes\nA,1\n,2\nB,many\nC,-1\n{},1\n", "x".repeat(201));
    let (rows, faults) = rows(text.as_bytes(), &Map::new()).expect("it can be read");
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
        let read = rows(text.as_bytes(), &Map::new());
        assert!(read.is_err() || read.is_ok_and(|(rows, _)| rows.is_empty()), "{text}");
    }
    let deep = "[".repeat(100_000);
    assert!(rows(deep.as_bytes(), &Map::new()).is_err());
    let (odd, _) = rows(b"title\n\xff\x1b[2J\xe2\x80\xae\n\"open", &Map::new()).expect("a table");
    assert!(odd.iter().all(|row| !row.title.contains('\u{1b}')), "{odd:?}");
}
