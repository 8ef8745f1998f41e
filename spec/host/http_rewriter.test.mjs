/** The Host rewriting of a mapped port: bytes in, bytes out, in any segmentation. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createHttpRewriter } from "../../build/host/http_rewriter.mjs";

const MAPPED = "127.0.0.1:8080";
const DEVICE = "192.168.4.1";

const create = (deviceHost = DEVICE, hostPort = 8080) =>
  createHttpRewriter({ hostPort, deviceHost });

function feed(push, text, size) {
  const bytes = Buffer.from(text, "latin1");
  const out = [];
  for (let at = 0; at < bytes.length; at += size) out.push(push(bytes.subarray(at, at + size)));
  return Buffer.concat(out).toString("latin1");
}

/** Feeds the same conversation in every segmentation that matters; all must come out alike. */
function converse(steps, makeRewriter = create) {
  for (const size of [1, 2, 3, 7, 64, 100000]) {
    const rewriter = makeRewriter();
    for (const [direction, text, expected] of steps) {
      assert.equal(feed(rewriter[direction], text, size), expected, `${direction} by ${size}`);
    }
  }
}

const get = (host, ...more) =>
  ["GET /path HTTP/1.1", `Host: ${host}`, ...more, "", ""].join("\r\n");
const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

describe("a request for the mapped port", () => {
  it("gets the device's address as Host", () => {
    converse([["request", get(MAPPED), get(DEVICE)]]);
    converse([["request", get("localhost:8080"), get(DEVICE)]]);
  });

  it("gets the device's port too where that is not 80", () => {
    converse([["request", get(MAPPED), get("192.168.4.1:8266")]], () => create("192.168.4.1:8266"));
  });

  it("is known without its port where the host port is 80", () => {
    converse([["request", get("localhost"), get(DEVICE)]], () => create(DEVICE, 80));
  });

  it("has Origin and Referer follow, before or after Host", () => {
    const lines = (host) => [`Origin: http://${host}`, `Referer: http://${host}/a?b=${MAPPED}`];
    converse([["request", get(MAPPED, ...lines(MAPPED)), get(DEVICE, ...lines(DEVICE))]]);
    const early = (host) =>
      ["POST / HTTP/1.1", ...lines(host), "X: y", `Host: ${host}`, "", ""].join("\r\n");
    converse([["request", early(MAPPED), early(DEVICE)]]);
  });

  it("keeps the spelling of everything else", () => {
    const request = (host) => `GET / HTTP/1.0\nhOsT:\t ${host}  \nHostess: ${MAPPED}\n\n`;
    converse([["request", request(MAPPED), request(DEVICE)]]);
  });

  it("leaves an Origin of another host alone", () => {
    for (const origin of ["http://localhost:8080", "null", `http://${MAPPED}.evil`]) {
      const request = (host) => get(host, `Origin: ${origin}`);
      converse([["request", request(MAPPED), request(DEVICE)]]);
    }
  });
});

describe("what passes untouched", () => {
  const untouched = (text) => converse([["request", text, text]]);

  it("a request with another Host, its Origin, Referer and body", () => {
    for (const host of ["captive.apple.com", "127.0.0.1:8081", "127.0.0.1", "LOCALHOST:8080"]) {
      untouched(get(host, `Origin: http://${MAPPED}`, `Referer: http://${MAPPED}/`));
      untouched(`POST / HTTP/1.1\r\nOrigin: http://${MAPPED}\r\nHost: ${host}\r\n\r\n`);
    }
    untouched(get(`${MAPPED}/`));
  });

  it("a request without Host", () => {
    untouched(`GET / HTTP/1.0\r\nOrigin: http://${MAPPED}\r\n\r\n`);
  });

  it("a body that looks like a head", () => {
    const body = `\r\nHost: ${MAPPED}\r\n`;
    const post = (host) => get(host, `Content-Length: ${body.length}`) + body;
    converse([["request", post(MAPPED) + post(MAPPED), post(DEVICE) + post(DEVICE)]]);
  });

  it("a chunked body with extensions and trailers", () => {
    const head = (host) => get(host, "Transfer-Encoding: gzip, chunked");
    const chunk = `Host: ${MAPPED}\r\n`;
    const body = `${chunk.length.toString(16)};a=b\r\n${chunk}\r\n0\r\nTrailer: x\r\n\r\n`;
    converse([["request", head(MAPPED) + body + get(MAPPED), head(DEVICE) + body + get(DEVICE)]]);
  });

  it("bytes that are no HTTP, whatever they look like", () => {
    untouched(`\x16\x03\x01\nHost: ${MAPPED}\r\n\r\n`);
    untouched(`hello\r\nHost: ${MAPPED}\r\n\r\n`);
    untouched("x".repeat(40000) + `\r\nHost: ${MAPPED}\r\n`);
  });

  it("what follows a response that is no HTTP", () => {
    converse([
      [
        "response",
        "SSH-2.0-x\r\nLocation: http://192.168.4.1/\r\n",
        "SSH-2.0-x\r\nLocation: http://192.168.4.1/\r\n",
      ],
      ["request", get(MAPPED), get(MAPPED)],
    ]);
  });

  it("a Host line longer than any host", () => {
    untouched(get("h".repeat(40000)));
  });
});

describe("segmentation", () => {
  it("stays where nothing can be rewritten", () => {
    const { request } = create();
    const pieces = [
      "GE",
      "T / HTTP/1.1\r\nAcc",
      "ept: a\r\n",
      "Ho",
      "st: 127.0.0.1:8080",
      "\r\n\r",
    ];
    const sent = pieces.map((piece) => request(Buffer.from(piece)).toString());
    assert.deepEqual(sent, [
      "GE",
      "T / HTTP/1.1\r\nAcc",
      "ept: a\r\n",
      "",
      "",
      "Host: 192.168.4.1\r\n\r",
    ]);
  });

  it("gives what is held when the connection ends", () => {
    const rewriter = create();
    assert.equal(rewriter.request(Buffer.from("GET / HTTP/1.1\r\nHos")).toString().length, 16);
    assert.equal(rewriter.requestEnd().toString(), "Hos");
  });
});

describe("Location in a response", () => {
  const moved = (location) =>
    `HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`;

  it("gets the mapped address back where it names the device's", () => {
    converse([
      ["request", get(MAPPED), get(DEVICE)],
      ["response", moved("http://192.168.4.1/x"), moved("http://127.0.0.1:8080/x")],
      ["request", get("localhost:8080"), get(DEVICE)],
      ["response", moved("http://192.168.4.1:80"), moved("http://localhost:8080")],
    ]);
  });

  it("stays where it names another host, another port or no host", () => {
    for (const location of [
      "http://192.168.4.10/",
      "http://192.168.4.1:81/",
      "/status",
      "https://192.168.4.1/",
    ]) {
      converse([
        ["request", get(MAPPED), get(DEVICE)],
        ["response", moved(location), moved(location)],
      ]);
    }
  });

  it("stays for a request with another Host", () => {
    const foreign = get("captive.apple.com");
    const location = moved("http://192.168.4.1/");
    converse([
      ["request", foreign, foreign],
      ["response", location, location],
    ]);
  });

  it("is found after bodies of every framing", () => {
    const head = get(MAPPED).replace("GET", "HEAD");
    const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n";
    const answers = [
      OK,
      chunked,
      "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n",
      "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
      "HTTP/1.1 100 Continue\r\n\r\n" + OK,
    ];
    for (const answer of answers) {
      converse([
        ["request", get(MAPPED) + get(MAPPED), get(DEVICE) + get(DEVICE)],
        ["response", answer + moved("http://192.168.4.1/"), answer + moved(`http://${MAPPED}/`)],
      ]);
    }
    const headAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n";
    converse([
      ["request", head + get(MAPPED), head.replace(MAPPED, DEVICE) + get(DEVICE)],
      [
        "response",
        headAnswer + moved("http://192.168.4.1/"),
        headAnswer + moved(`http://${MAPPED}/`),
      ],
    ]);
  });

  it("is text in a body that ends with the connection", () => {
    const answer = "HTTP/1.1 200 OK\r\n\r\n" + moved("http://192.168.4.1/");
    converse([
      ["request", get(MAPPED), get(DEVICE)],
      ["response", answer, answer],
    ]);
  });
});

describe("an upgraded connection", () => {
  it("passes both ways after 101", () => {
    const upgrade = (host) => get(host, "Connection: Upgrade", "Upgrade: websocket");
    const accepted = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
    converse([
      ["request", upgrade(MAPPED), upgrade(DEVICE)],
      ["response", accepted + OK, accepted + OK],
      ["request", get(MAPPED), get(MAPPED)],
      ["response", "Location: http://192.168.4.1/\r\n", "Location: http://192.168.4.1/\r\n"],
    ]);
  });
});
