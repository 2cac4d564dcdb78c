//! Connections: a thread for each, a request on each, and limits on everything.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::live::Live;
use super::respond::{Answer, Request, plain, respond};

/// More at once are turned away.
const MOST_CONNECTIONS: usize = 64;
/// The longest beginning of a request, in bytes, and the most headers in it.
const LONGEST_HEAD: usize = 16 << 10;
const MOST_HEADERS: usize = 64;
/// Who says nothing for longer is gone.
const PATIENCE: Duration = Duration::from_secs(10);

/// A page takes styles, pictures and the script that reloads it from the preview, and nothing from elsewhere.
const HEADERS: &str = "Cache-Control: no-store\r\n\
    Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; \
    base-uri 'self'; form-action 'none'; frame-ancestors 'self'\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n\
    Referrer-Policy: no-referrer\r\n\
    X-Content-Type-Options: nosniff\r\n\
    Connection: close\r\n";

/// Answers whoever connects, until the program ends.
pub(super) fn listen(listener: TcpListener, port: u16, live: Arc<Live>) -> io::Result<()> {
    let open = Arc::new(AtomicUsize::new(0));
    std::thread::Builder::new().name("listener".to_owned()).spawn(move || {
        for stream in listener.incoming().flatten() {
            let (live, place) = (live.clone(), Place::take(&open));
            // Where no thread can be had, the connection is closed, and the browser tries again.
            let _ = std::thread::Builder::new().name("connection".to_owned()).spawn(move || {
                let place = place;
                let _ = answer(stream, port, &live, place.is_free);
            });
        }
    })?;
    Ok(())
}

/// One of the connections that may be open.
struct Place {
    open: Arc<AtomicUsize>,
    is_free: bool,
}

impl Place {
    fn take(open: &Arc<AtomicUsize>) -> Self {
        let is_free = open.fetch_add(1, Ordering::SeqCst) < MOST_CONNECTIONS;
        Self { open: open.clone(), is_free }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::SeqCst);
    }
}

fn answer(mut stream: TcpStream, port: u16, live: &Live, is_free: bool) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    if !is_free {
        return send(&mut stream, &plain("503 Service Unavailable", "Too many connections are open.\n"), true);
    }
    let Some(request) = read(&mut stream)? else {
        return send(&mut stream, &plain("400 Bad Request", "This is no request.\n"), true);
    };
    let with_body = request.method != "HEAD";
    if let Some(refusal) = request.refusal(port) {
        return send(&mut stream, &refusal, with_body);
    }
    if request.is_for_events() && with_body {
        return tell_changes(&mut stream, live);
    }
    send(&mut stream, &respond(&request, &live.now()), with_body)
}

/// The head of a request; nothing where it is none, or too long.
fn read(stream: &mut impl Read) -> io::Result<Option<Request>> {
    let mut head = Vec::new();
    let mut part = [0; 2048];
    loop {
        let count = stream.read(&mut part)?;
        head.extend_from_slice(&part[..count]);
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        match parsed.parse(&head) {
            Ok(httparse::Status::Complete(_)) => {
                let hosts = parsed.headers.iter().filter(|header| header.name.eq_ignore_ascii_case("host"));
                let hosts = hosts.map(|header| String::from_utf8_lossy(header.value).into_owned()).collect();
                let text = |part: Option<&str>| part.unwrap_or_default().to_owned();
                return Ok(Some(Request { method: text(parsed.method), target: text(parsed.path), hosts }));
            }
            Ok(httparse::Status::Partial) if count > 0 && head.len() < LONGEST_HEAD => {}
            _ => return Ok(None),
        }
    }
}

fn send(stream: &mut impl Write, answer: &Answer, with_body: bool) -> io::Result<()> {
    let Answer { status, kind, body, save_as } = answer;
    let mut head = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{HEADERS}", body.len());
    if let Some(name) =
        save_as.as_ref().filter(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)))
    {
        head.push_str(&format!("Content-Disposition: attachment; filename=\"{name}\"\r\n"));
    }
    if status.starts_with("405") {
        head.push_str("Allow: GET, HEAD\r\n");
    }
    stream.write_all(format!("{head}\r\n").as_bytes())?;
    if with_body {
        stream.write_all(body)?;
    }
    stream.flush()
}

/// Server-sent events: the token of what is shown, now and whenever it changes.
fn tell_changes(stream: &mut TcpStream, live: &Live) -> io::Result<()> {
    stream.write_all(
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{HEADERS}\r\nretry: 500\n").as_bytes(),
    )?;
    let mut shown = live.now();
    loop {
        stream.write_all(format!("data: {}\n\n", shown.token).as_bytes())?;
        shown = loop {
            match live.after(&shown.token, PATIENCE) {
                Some(next) => break next,
                // Finds out whether anybody still listens.
                None => stream.write_all(b":\n\n")?,
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_read_however_they_are_cut() {
        let head = b"GET /a HTTP/1.1\r\nHOST: localhost:1\r\nX: y\r\n\r\n";
        for cut in 1..head.len() {
            let request = read(&mut head[..cut].chain(&head[cut..])).unwrap().unwrap();
            assert_eq!((request.method.as_str(), request.target.as_str()), ("GET", "/a"));
            assert_eq!(request.hosts, ["localhost:1"]);
        }
    }

    #[test]
    fn what_is_no_request_or_has_no_end_is_none() {
        assert!(read(&mut &b"nonsense\r\n\r\n"[..]).unwrap().is_none());
        assert!(read(&mut &b"GET / HTTP/1.1\r\nHost: x"[..]).unwrap().is_none());
        let endless = [b"GET / HTTP/1.1\r\nX: ".to_vec(), vec![b'a'; 2 * LONGEST_HEAD]].concat();
        assert!(read(&mut endless.as_slice()).unwrap().is_none());
    }

    #[test]
    fn an_answer_says_what_may_be_done_with_it() {
        let mut sent = Vec::new();
        send(&mut sent, &plain("200 OK", "words"), true).unwrap();
        let sent = String::from_utf8(sent).unwrap();
        assert!(sent.starts_with("HTTP/1.1 200 OK\r\n") && sent.ends_with("\r\n\r\nwords"), "{sent}");
        assert!(sent.contains("Content-Length: 5\r\n") && sent.contains("default-src 'none'"), "{sent}");
        let mut head = Vec::new();
        send(&mut head, &plain("200 OK", "words"), false).unwrap();
        assert!(head.ends_with(b"\r\n\r\n"));
    }
}
