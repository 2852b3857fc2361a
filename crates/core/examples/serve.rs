//! An index behind HTTP: `cargo run --example serve -- docs.headword 127.0.0.1:8080`, then
//! `curl 'http://127.0.0.1:8080/search?q=rotate+api+key'` or `/read?path=guides/keys`.
//!
//! The threads share the index, and need no lock for it.

use headword::Index;
use serde_json::json;
use std::error::Error;
use std::{env, fs, thread};
use tiny_http::{Header, Response, Server};

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut arguments = env::args().skip(1);
    let file = arguments.next().ok_or("give an index and an address")?;
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let index = Index::open(fs::read(file)?)?;
    let server = Server::http(address)?;
    println!("http://{}", server.server_addr());
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for request in server.incoming_requests() {
                    let (status, body) = answer(&index, request.url());
                    let mut response = Response::from_string(body).with_status_code(status);
                    if let Ok(json) = Header::from_bytes("Content-Type", "application/json") {
                        response.add_header(json);
                    }
                    // A client that has gone needs no answer.
                    let _ = request.respond(response);
                }
            });
        }
    });
    Ok(())
}

/// A status and JSON for what stands behind the host.
fn answer(index: &Index, url: &str) -> (u16, String) {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let parameter = |name: &str| {
        let mut all = form_urlencoded::parse(query.as_bytes());
        all.find_map(|(key, value)| (key == name).then(|| value.into_owned())).unwrap_or_default()
    };
    let found = match path {
        "/search" => index.search(&parameter("q"), 10).map(|answer| json!(answer)),
        "/read" => index.read(&parameter("path")).map(|page| json!(page)),
        _ => return (404, json!({ "message": "ask /search?q=WORDS or /read?path=PATH" }).to_string()),
    };
    match found {
        Ok(answer) => (200, answer.to_string()),
        Err(error) => {
            let status = if error.code() == "NOT_FOUND" { 404 } else { 400 };
            (status, json!({ "code": error.code(), "message": error.to_string() }).to_string())
        }
    }
}
