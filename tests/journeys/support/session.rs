//! The WebDriver protocol itself: JSON over plain HTTP to a driver on this machine, one request a command.
//!
//! ParsedTime by hand because it is this small. thirtyfour or fantoccini would save about a hundred lines and bring 80 crates
//! with an async runtime; neither has commands for computed roles and names, which every journey asks for.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// One browser window's session.
pub struct Session {
    port: u16,
    id: String,
}

impl Session {
    /// Opens a browser with these capabilities. The error is the driver's own sentence.
    pub fn start(port: u16, capabilities: &Value) -> Result<Self, String> {
        let body = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let made = request(port, "POST", "/session", Some(&body))?;
        let id = made["sessionId"].as_str().ok_or_else(|| format!("no session in {made}"))?.to_owned();
        Ok(Self { port, id })
    }

    /// One command: `path` is what follows the session in the address. The error is the driver's own sentence.
    pub fn command(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
        request(self.port, method, &format!("/session/{}{path}", self.id), body)
    }
}

fn request(port: u16, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
    let (status, text) = exchange(port, method, path, body).map_err(|error| format!("{method} {path}: {error}"))?;
    let mut answer: Value = serde_json::from_slice(&text).map_err(|error| format!("{method} {path}: {error}"))?;
    let value = answer["value"].take();
    if status == 200 {
        return Ok(value);
    }
    let said = |key: &str| value[key].as_str().unwrap_or_default().lines().next().unwrap_or_default().to_owned();
    Err(format!("{method} {path}: {}: {}", said("error"), said("message")))
}

fn exchange(port: u16, method: &str, path: &str, body: Option<&Value>) -> std::io::Result<(u16, Vec<u8>)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let body = body.map(Value::to_string).unwrap_or_default();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n",
        body.len()
    );
    // In one piece: chromedriver does not wait for a second one.
    stream.write_all((head + &body).as_bytes())?;

    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    let (mut length, mut chunked) = (0, false);
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let header = line.trim_end().to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        chunked |= header.starts_with("transfer-encoding:") && header.contains("chunked");
    }
    let mut text = Vec::new();
    if !chunked {
        reader.take(length).read_to_end(&mut text)?;
        return Ok((status, text));
    }
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let length = u64::from_str_radix(line.trim(), 16).unwrap_or(0);
        if length == 0 {
            return Ok((status, text));
        }
        reader.by_ref().take(length).read_to_end(&mut text)?;
        // The line end after a chunk.
        line.clear();
        reader.read_line(&mut line)?;
    }
}
