//! Uploaded tables are read as the console reads them; what was exported comes back as it was; memory is bounded.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;

use axum::http::Method;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde_json::{Value, json};

use crate::bulk::Bulk;
use crate::common::program::Program;
use crate::common::{Answer, Service};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async fn send(service: &Service, kind: &str, body: impl Into<Vec<u8>>) -> Answer {
    let headers = [("content-type", kind)];
    service
        .call(Method::POST, "/v1/files", &headers, body.into())
        .await
}

async fn cids(service: &Service, query: &str) -> Vec<String> {
    let cards = service.cards(query).await;
    let cid = |card: &Value| card["cid"].as_str().unwrap().to_owned();
    cards.iter().map(cid).collect()
}

fn told(answer: &Answer) -> String {
    assert_eq!(answer.error(400), "GSL.00010004");
    answer.json()["error_msg"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a5_the_service_names_the_row_of_a_quote_that_is_not_closed() {
    let service = Service::new(60);
    let cids = cids(&service, "").await;
    for (text, row) in [
        (
            format!(
                "容器ID,备注\n{},\"abc\n{},d\n{},e\n",
                cids[0], cids[1], cids[2]
            ),
            "row 2",
        ),
        (
            format!(
                "容器ID,备注\n{},x\n\"{},d\n{},e\n",
                cids[0], cids[1], cids[2]
            ),
            "row 3",
        ),
    ] {
        let why = told(&send(&service, "text/csv", text).await);
        assert!(why.contains("quotation mark") && why.contains(row), "{why}");
    }
}

#[tokio::test]
async fn a6_a7_the_same_table_in_any_form_is_the_same_file() {
    let service = Service::new(60);
    let cids = cids(&service, "").await;
    let rows = |separator: &str, end: &str| {
        let (a, b) = (&cids[0], &cids[1]);
        format!(
            "容器ID{separator}标签{end}{a}{separator}\"北区,车队;夜间\"{end}{b}{separator}{end}"
        )
    };
    let utf16 = |text: &str| -> Vec<u8> {
        let text = format!("\u{feff}{text}");
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    let by = send(&service, "text/csv", rows(",", "\r\n")).await.ok();
    assert_eq!((&by["total"], &by["found"]), (&json!(2), &json!(2)));
    let cells = vec![
        vec![cids[0].clone(), "北区,车队;夜间".to_owned()],
        vec![cids[1].clone()],
    ];
    let book = gsl_sheet::workbook("x", &["容器ID", "标签"], &cells);
    for (kind, body) in [
        ("text/csv", rows(";", "\r").into_bytes()),
        ("text/csv", rows("\t", "\n").into_bytes()),
        ("text/csv", rows("|", "\r\n").into_bytes()),
        ("text/csv", utf16(&rows("\t", "\r\n"))),
        (
            "text/csv",
            encoding_rs::GB18030.encode(&rows(",", "\n")).0.into_owned(),
        ),
        (XLSX, book),
    ] {
        let file = send(&service, kind, body).await.ok();
        assert_eq!(file["file_temp_id"], by["file_temp_id"], "{kind}");
    }
    for (body, why) in [
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(),
            "neither CSV nor XLSX",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "password"),
        (b"PK\x03\x04 and no more".to_vec(), "damaged"),
        (b"ICCID\n\xff\xff\xff\n".to_vec(), "UTF-8"),
        (Vec::new(), "empty"),
    ] {
        let said = told(&send(&service, "text/csv", body).await);
        assert!(said.contains(why), "{said}");
    }
}

/// Values that spreadsheets, separators or readers of old would change.
const VALUES: [&str; 24] = [
    "89860117900012345678",
    "000123456789012",
    "0123",
    "1E5",
    "1-2",
    "2026-11-22",
    "=1+1",
    "'=x",
    "''=x",
    "'abc",
    "=\"x\"",
    "+86",
    "-1",
    "@x",
    "＝1+1",
    "_x0041_",
    "_x005F_x000D_",
    " x ",
    "a,\"b\";c|d",
    "北区；夜间",
    "😀",
    "true",
    "Mar 5",
    "100",
];

#[tokio::test]
async fn a11_a15_what_an_export_writes_an_import_reads_back_unchanged() {
    let service = Service::new(60);
    let cards = service.cards("").await;
    let ids: Vec<i64> = cards[..VALUES.len()]
        .iter()
        .map(|card| card["sim_card_id"].as_i64().unwrap())
        .collect();
    let set = |value: &dyn Fn(usize) -> String| {
        let entries: Vec<Value> = ids
            .iter()
            .enumerate()
            .map(|(at, id)| json!({"sim_card_id": id, "customer_attribute1": value(at)}))
            .collect();
        json!({"attributes": entries})
    };
    for (format, language) in [("csv", "zh"), ("csv", "en"), ("xlsx", "zh"), ("xlsx", "en")] {
        let body = set(&|at| VALUES[at].to_owned());
        service
            .post("/v1/sim-cards/attributes/batch-set", body)
            .await
            .ok();
        let request = json!({"what": "cards", "format": format, "language": language, "selection": {"ids": ids},
            "columns": ["tag_names", "customer_attribute1", "cid", "msisdn"]});
        let task = service.export(&request).await;
        service.write_exports();
        let export = service.file(&task, &[]).await.bytes;
        let body = set(&|_| "changed".to_owned());
        service
            .post("/v1/sim-cards/attributes/batch-set", body)
            .await
            .ok();

        let kind = if format == "csv" { "text/csv" } else { XLSX };
        let file = send(&service, kind, export).await.ok();
        assert_eq!(file["found"], VALUES.len());
        let request = json!({"action": "set_attributes", "selection": {"file_temp_id": file["file_temp_id"]}});
        let made = service.make(&request).await;
        let done = service.finish(&made).await;
        assert_eq!(done["succeeded"], VALUES.len(), "{done}");
        for (id, value) in ids.iter().zip(VALUES) {
            let card = service.card(*id).await;
            assert_eq!(card["customer_attribute1"], value, "{format} {language}");
        }
    }
}

#[tokio::test]
async fn a10_a_row_left_out_for_its_value_is_named_by_its_card() {
    let service = Service::new(200);
    let cids = cids(&service, "sim_status=20&carrier_type=2").await;
    let csv = format!("容器ID,IMEI\n{},8615360301960078\n{},\n", cids[0], cids[1]);
    let file = send(&service, "text/csv", csv).await.ok();
    let request = json!({"action": "rebind", "parameters": {"bind_type": 2},
        "selection": {"file_temp_id": file["file_temp_id"]}});
    let plan = service.plan(&request).await;
    let named: Vec<&str> = plan["excluded"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|group| group["examples"].as_array().unwrap())
        .map(|example| example["number"].as_str().unwrap())
        .collect();
    assert!(
        named.contains(&cids[0].as_str()) && named.contains(&cids[1].as_str()),
        "{plan}"
    );
}

// ---- memory -----------------------------------------------------------------------------------------------------------

/// An archive of deflated files; readers of card lists do not look at the checksum.
fn archive(files: &[(&str, String)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(text.as_bytes()).unwrap();
        let packed = packer.finish().unwrap();
        let length = |bytes: usize| u32::try_from(bytes).unwrap().to_le_bytes();
        let mut common = vec![20, 0, 0, 8, 8, 0, 0, 0, 0x21, 0];
        common.extend([0; 4]);
        common.extend(length(packed.len()));
        common.extend(length(text.len()));
        common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend([0, 0]);
        let offset = length(archive.len());
        for (out, start) in [
            (&mut archive, &b"PK\x03\x04"[..]),
            (&mut directory, b"PK\x01\x02\x14\0"),
        ] {
            out.extend(start);
            out.extend(&common);
        }
        directory.extend([0; 10]);
        directory.extend(offset);
        directory.extend(name.bytes());
        archive.extend(name.bytes());
        archive.extend(packed);
    }
    let start = u32::try_from(archive.len()).unwrap().to_le_bytes();
    let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    archive.extend(directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    for part in [&count[..], &count, &size, &start, &[0, 0]] {
        archive.extend(part);
    }
    archive
}

/// A workbook of a sheet and of shared texts.
fn workbook(rows: &str, texts: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="x/{kind}" Target="{target}"/>"#)
    };
    let relations = |inside: String| format!("<Relationships>{inside}</Relationships>");
    archive(&[
        (
            "_rels/.rels",
            relations(relation("a", "officeDocument", "xl/workbook.xml")),
        ),
        (
            "xl/workbook.xml",
            r#"<workbook><sheets><sheet name="x" id="a"/></sheets></workbook>"#.to_owned(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(
                relation("a", "worksheet", "s.xml") + &relation("b", "sharedStrings", "t.xml"),
            ),
        ),
        (
            "xl/s.xml",
            format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        ),
        ("xl/t.xml", format!("<sst>{texts}</sst>")),
    ])
}

/// Sends a body and reads status and answer.
fn post(address: &str, kind: &str, body: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!(
        "POST /v1/files HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    // Refused before all is sent, it closes the connection.
    let _ = stream.write_all(body);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

const MB: usize = 1 << 20;

/// What four uploads at once may cost of memory, in kB.
const BOUND: u64 = 150 << 10;

#[test]
fn s5_uploads_cost_a_bounded_amount_of_memory_four_at_once_too() {
    let dir = tempfile::tempdir().unwrap();
    let program = Program::start(dir.path(), 300, 17_280);
    let full = 12 * MB - 200;
    let text = |piece: &str| piece.repeat(full / piece.len());
    let shared = |length: usize| format!("<si><t>{}</t></si>", "x".repeat(length));
    let of_shared = |columns: usize, rows: usize| {
        let card = r#"<c t="inlineStr"><is><t>89860112840710002345</t></is></c>"#;
        let texts = r#"<c t="s"><v>0</v></c>"#.repeat(columns);
        format!("<row>{card}{texts}</row>").repeat(rows)
    };
    let inline = |text: &str| format!(r#"<row><c t="inlineStr"><is><t>{text}</t></is></c></row>"#);
    let form = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n{}\r\n--x--\r\n",
        text("1\n")
    );
    let csv = "text/csv";
    let cases: Vec<(&str, &str, Vec<u8>, &str)> = vec![
        ("short rows", csv, text("1\n").into_bytes(), "100001 rows"),
        ("one line", csv, text("8").into_bytes(), ""),
        (
            "commas",
            csv,
            format!("ICCID{}\n1\n", ",".repeat(full - 10)).into_bytes(),
            "",
        ),
        (
            "rows of commas",
            csv,
            text(",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,1\n").into_bytes(),
            "no column",
        ),
        (
            "one quoted cell",
            csv,
            format!("ICCID,x\n1,\"{}\"\n", text("\"\"")).into_bytes()[..full - 1].to_vec(),
            "row 2",
        ),
        ("blank rows", csv, text("\n").into_bytes(), "1048577 rows"),
        (
            "UTF-16",
            csv,
            [b"\xff\xfe".to_vec(), text("1\0\n\0").into_bytes()].concat(),
            "100001 rows",
        ),
        (
            "a form",
            "multipart/form-data; boundary=x",
            form.into_bytes(),
            "100001 rows",
        ),
        (
            "a list",
            "application/json",
            format!("[{}\"1\"]", text("\"1\",").get(..(full - 8) & !3).unwrap()).into_bytes(),
            "100001 rows",
        ),
        (
            "one text unpacked",
            XLSX,
            workbook(&inline(&"x".repeat(64 * MB)), ""),
            "MB of text",
        ),
        (
            "many texts unpacked",
            XLSX,
            workbook("", &shared(30_000).repeat(3_000)),
            "MB of text",
        ),
        (
            "one text in every cell",
            XLSX,
            workbook(&of_shared(256, 200), &shared(32_000)),
            "MB of text",
        ),
        (
            "long rows",
            XLSX,
            workbook(&of_shared(30, 200), &shared(32_000)),
            "MB of text",
        ),
        (
            "many rows unpacked",
            XLSX,
            workbook(&inline("1").repeat(300_000), ""),
            "100001 rows",
        ),
    ];
    let before = program.memory("VmRSS");
    let mut last = program.memory("VmHWM").max(before);
    for (name, kind, body, why) in &cases {
        thread::scope(|scope| {
            let four: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| post(&program.address, kind, body)))
                .collect();
            for answer in four {
                let answer = answer.join().unwrap();
                assert!(answer.starts_with("HTTP/1.1 "), "{name}: {answer}");
                // A debug build on a busy machine may take longer than a request may; the memory counts all the same.
                let late = answer.starts_with("HTTP/1.1 504");
                assert!(late || answer.contains(why), "{name}: {answer}");
            }
        });
        let peak = program.memory("VmHWM");
        println!(
            "{name}: peak {} MB more than at rest",
            (peak - before) >> 10
        );
        assert!(
            peak - before < BOUND,
            "{name}: {} MB",
            (peak - before) >> 10
        );
        last = last.max(peak);
    }
    println!("at rest {} MB, at most {} MB", before >> 10, last >> 10);
}
