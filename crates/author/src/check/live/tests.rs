//! What `loket check --live` says of a backend that answers so: a real server on this machine for each case of `case/live`.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    thread,
};

use forms::{Json, Service};

use super::Live;

#[test]
fn the_missing_header_is_named() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("case/live/cors.json");
    let cases = Json::parse(&fs::read_to_string(file).unwrap()).unwrap();
    let text = |json: &Json, key: &str| json.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    for case in cases.get("cases").unwrap().as_array().unwrap() {
        let addr = serve(text(case, "reply"), text(case, "body"));
        let mut backend = case.get("backend").unwrap().as_object().unwrap().clone();
        backend.insert("base", Json::from(format!("http://{addr}").as_str()));
        let entries = [("backend", Some(Json::Object(backend))), ("handoff", case.get("handoff").cloned())];
        let config: Json = entries.into_iter().filter_map(|(key, value)| Some((String::from(key), value?))).collect();
        let service = Service::read(cases.get("service").unwrap()).0.unwrap();
        let live = Live { config, origin: String::from("https://loket.kota.example") };
        let found =
            live.check(&service).iter().map(|line| line.to_string().replace(&addr, "BACKEND")).collect::<Vec<_>>();
        let want = case.get("want").unwrap().as_array().unwrap().iter().filter_map(Json::as_str).collect::<Vec<_>>();
        assert_eq!(found, want, "{}", text(case, "why"));
    }
}

#[test]
fn a_backend_on_the_app_s_origin_whose_replies_could_be_pages_is_named() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("case/live/own.json");
    let cases = Json::parse(&fs::read_to_string(file).unwrap()).unwrap();
    let text = |json: &Json, key: &str| json.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    let service = include_str!("../../../../../public/services/surat-keterangan-usaha/2026-11-24.json");
    let service = Service::read(&Json::parse(service).unwrap()).0.unwrap();
    for case in cases.get("cases").unwrap().as_array().unwrap() {
        let addr = serve(text(case, "reply"), String::new());
        let live = Live { config: Json::parse("{}").unwrap(), origin: format!("http://{addr}") };
        let lines = live.check(&service).into_iter().map(|line| line.to_string().replace(&addr, "APP"));
        let found: Vec<String> = lines.filter(|line| line.contains("at /backend/base")).collect();
        let want: Vec<&str> = case.get("want").unwrap().as_array().unwrap().iter().filter_map(Json::as_str).collect();
        assert_eq!(found, want, "{}", text(case, "why"));
    }
}

/// Answers every request with this head (lines divided by `|`) and body, until the test ends.
fn serve(reply: String, body: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap().to_string();
    thread::spawn(move || {
        for stream in listener.incoming() {
            answer(stream.unwrap(), &reply, &body);
        }
    });
    addr
}

fn answer(mut stream: TcpStream, reply: &str, body: &str) {
    let lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let n_lines = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).count();
    assert!(n_lines > 0);
    let head = reply.replace('|', "\r\n");
    write!(stream, "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len()).unwrap();
}
