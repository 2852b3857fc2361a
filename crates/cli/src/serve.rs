//! `headword serve`: a page on this machine that shows what a search of the docs finds, anew after each change.
//!
//! Its files are those in `templates/preview`; `npx headword` serves the same ones, and answers the same.

use crate::args::Serve;
use crate::failure::Failure;
use crate::live::{Round, live};
use crate::output::print;
use crate::render::{json, plural};
use crate::session::Session;
use form_urlencoded::parse;
use headword::{Error, Index};
use serde::Serialize;
use std::io::{self, Cursor};
use std::net::Ipv4Addr;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;
use tiny_http::{Header, Method, Request, Response, Server};

/// How long a page that asks for news waits for them. A browser would wait a few minutes.
const PATIENCE: Duration = Duration::from_secs(25);

const PAGE: &str = include_str!("../templates/preview/index.html");
const SCRIPT: &str = include_str!("../templates/preview/preview.js");
const STYLE: &str = include_str!("../templates/preview/preview.css");

type Docs = Index<Arc<[u8]>>;

/// The docs as they are now.
#[derive(Default)]
struct Now {
    index: Option<Docs>,
    bytes: Arc<[u8]>,
    news: News,
}

/// What a page is told after each build.
#[derive(Clone, Default, Serialize)]
struct News {
    /// Of the build, from 1.
    number: u32,
    name: String,
    pages: u32,
    /// What is wrong with the files as they are, or `""`.
    mistake: String,
}

/// The docs, and who waits for the next.
#[derive(Default)]
struct Shared {
    now: Mutex<Now>,
    changed: Condvar,
}

impl Shared {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Now)) {
        change(&mut self.now());
        self.changed.notify_all();
    }

    /// What is new to somebody who knows `known`, after a while if need be.
    fn news(&self, known: &News) -> News {
        let is_known = |now: &mut Now| now.news.number == known.number && now.news.mistake == known.mistake;
        let waited = self.changed.wait_timeout_while(self.now(), PATIENCE, is_known);
        waited.unwrap_or_else(PoisonError::into_inner).0.news.clone()
    }
}

pub(crate) fn serve(args: &Serve) -> Result<(), Failure> {
    let session = Session::new(args.settings.read()?)?;
    let server = Server::http((Ipv4Addr::LOCALHOST, args.port)).map_err(|error| {
        let error = error.downcast::<io::Error>().map_or_else(io::Error::other, |error| *error);
        Failure::io(&format!("cannot listen on 127.0.0.1:{}", args.port), &error, "give another port with --port")
    })?;
    let port = server.server_addr().to_ip().map_or(args.port, |address| address.port());
    let shared = Arc::new(Shared::default());
    let serving = Arc::clone(&shared);
    thread::spawn(move || {
        for request in server.incoming_requests() {
            let shared = Arc::clone(&serving);
            // One may wait for news for long.
            thread::spawn(move || {
                let response = respond(&request, &shared, port);
                // A page that has gone needs no answer.
                let _ = request.respond(response);
            });
        }
    });
    let done = |session: &mut Session, round: &Round| {
        let docs = &session.config.docs;
        let built = session.builder.finish().and_then(|(bytes, _)| {
            let bytes: Arc<[u8]> = bytes.into();
            let index = Index::open(Arc::clone(&bytes))?;
            let info = index.info()?;
            Ok((index, bytes, info))
        });
        let (index, bytes, info) = built.map_err(|error| Failure::engine(&error, Some(docs)))?;
        session.save()?;
        let pages = plural(info.pages.into(), "page", "pages");
        shared.change(|now| {
            let number = now.news.number + 1;
            let news = News { number, name: info.name, pages: info.pages, mistake: String::new() };
            *now = Now { index: Some(index), bytes, news };
        });
        let took = round.started.elapsed().as_secs_f32();
        print(&match round.is_first {
            true => format!("{pages} from {} in {took:.2} s\n", plural(round.update.files, "file", "files")),
            false => format!("{}: {pages} in {took:.2} s\n", plural(round.update.changed, "change", "changes")),
        })
    };
    let said = || format!("Preview at http://127.0.0.1:{port}/; stop with Ctrl-C.");
    let told = |mistake: &str| shared.change(|now| mistake.clone_into(&mut now.news.mistake));
    live(&args.settings, session, |_| "the preview stays as it was".to_owned(), said, done, told)
}

type Body = Response<Cursor<Vec<u8>>>;

fn respond(request: &Request, shared: &Shared, port: u16) -> Body {
    // A page elsewhere whose name leads here would else read docs that are not published.
    let host = request.headers().iter().find(|header| header.field.equiv("Host")).map(|header| header.value.as_str());
    let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    if !hosts.iter().any(|known| Some(&**known) == host) {
        return refused(403, "USAGE", &format!("ask for http://127.0.0.1:{port}/"));
    }
    if *request.method() != Method::Get {
        return refused(405, "USAGE", "only GET is answered");
    }
    let (path, query) = request.url().split_once('?').unwrap_or((request.url(), ""));
    let parameter = |name: &str| {
        let found = parse(query.as_bytes()).find_map(|(key, value)| (key == name).then(|| value.into_owned()));
        found.unwrap_or_default()
    };
    match path {
        "/" => body(200, "text/html; charset=utf-8", PAGE),
        "/preview.js" => body(200, "text/javascript; charset=utf-8", SCRIPT),
        "/preview.css" => body(200, "text/css; charset=utf-8", STYLE),
        "/changes" => {
            let known = News {
                number: parameter("after").parse().unwrap_or_default(),
                mistake: parameter("mistake"),
                ..News::default()
            };
            answered(Ok(shared.news(&known)))
        }
        "/docs.headword" => {
            let bytes = Arc::clone(&shared.now().bytes);
            body(200, "application/octet-stream", &bytes[..])
        }
        "/search" => asked(shared, |index| index.search(&parameter("q"), 10)),
        "/read" => asked(shared, |index| index.read(&parameter("path"))),
        "/list" => asked(shared, Docs::list),
        _ => refused(404, "NOT_FOUND", "there is nothing here; the preview is at /"),
    }
}

fn asked<T: Serialize>(shared: &Shared, question: impl FnOnce(&Docs) -> Result<T, Error>) -> Body {
    match &shared.now().index {
        Some(index) => answered(question(index)),
        None => refused(404, "NO_PAGES", "there is no index yet: mend the files first"),
    }
}

fn answered<T: Serialize>(answer: Result<T, Error>) -> Body {
    let text = answer.map(|answer| json(&answer));
    match text {
        Ok(Ok(text)) => body(200, "application/json", text),
        Ok(Err(failure)) => refused(500, "INTERNAL", failure.text()),
        Err(error) => {
            let status = if error.code() == "NOT_FOUND" { 404 } else { 400 };
            refused(status, error.code(), &error.to_string())
        }
    }
}

#[derive(Serialize)]
struct Refusal<'a> {
    code: &'a str,
    message: &'a str,
}

fn refused(status: u16, code: &str, message: &str) -> Body {
    body(status, "application/json", json(&Refusal { code, message }).unwrap_or_default())
}

fn body(status: u16, kind: &str, bytes: impl Into<Vec<u8>>) -> Body {
    let headers = [
        ("Content-Type", kind),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'self'; img-src data:"),
        ("X-Content-Type-Options", "nosniff"),
    ];
    let response = Response::from_data(bytes).with_status_code(status);
    let headers = headers.into_iter().filter_map(|(name, value)| Header::from_bytes(name, value).ok());
    headers.fold(response, |response, header| response.with_header(header))
}
