require("support")
local http = require("http_codec")
local reader = require("http_reader")

local LIMIT = 4096

local UNREAD = { [0] = "more", [1] = "foreign" }

local function decode(text)
  local head, place, isPlain = http.decodeHead(text, LIMIT)
  if head then return { kind = "head", head = head, bodyAt = place, isPlain = isPlain } end
  if UNREAD[place] then return { kind = UNREAD[place] } end
  return { kind = "bad", status = place }
end

local function request(...)
  return table.concat({ ... }, "\r\n") .. "\r\n\r\n"
end

local function statusOf(text)
  local decoded = decode(text)
  return decoded.kind == "bad" and decoded.status or decoded.kind
end

describe("http_codec.decodeHead", function()
  it("reads method, path, query, host and headers of any case", function()
    local text = request("GET /a/b?x=1&y=%20 HTTP/1.1", "HOST: Example.com", "x-A:  1 \t", "X-a: 2") .. "body"
    local decoded = decode(text)
    assert.equal("head", decoded.kind)
    assert.equal("GET", decoded.head.method)
    assert.equal("/a/b", decoded.head.path)
    assert.equal("x=1&y=%20", decoded.head.query)
    assert.equal("Example.com", decoded.head.host)
    assert.equal("1, 2", decoded.head.headers["x-a"])
    assert.equal("body", text:sub(decoded.bodyAt))
  end)

  it("takes no longer for a value full of blanks than for one of letters", function()
    local function timeOf(filling)
      local text = request("GET / HTTP/1.1", "Host: a", "X: a" .. filling:rep(3900) .. "b")
      local before = os.clock()
      for _ = 1, 20 do assert.equal("head", decode(text).kind) end
      return os.clock() - before
    end
    -- Two hundred times as long before: seconds on the chip.
    assert.is_true(timeOf(" ") < 30 * timeOf("a") + 0.05)
    assert.equal("a  b", decode(request("GET / HTTP/1.1", "X:\t a  b \t")).head.headers.x)
    assert.equal("", decode(request("GET / HTTP/1.1", "X: \t ")).head.headers.x)
  end)

  it("asks for more at every cut of a request", function()
    local text = request("GET /generate_204 HTTP/1.1", "Host: connectivitycheck.gstatic.com", "Connection: close")
    for length = 0, #text - 1 do assert.equal("more", decode(text:sub(1, length)).kind, length) end
    assert.equal("head", decode(text).kind)
  end)

  it("takes the authority of an absolute target before Host", function()
    local head = decode(request("GET http://captive.apple.com/x?y HTTP/1.1", "Host: 192.168.4.1")).head
    assert.equal("captive.apple.com", head.host)
    assert.equal("/x", head.path)
    assert.equal("y", head.query)
    local bare = decode(request("GET HTTP://a.b?q HTTP/1.1", "Host: c")).head
    assert.equal("a.b", bare.host)
    assert.equal("/", bare.path)
  end)

  it("reads HTTP/1.0 without Host", function()
    local head = decode("GET / HTTP/1.0\r\n\r\n").head
    assert.is_nil(head.host)
    assert.equal("/", head.path)
  end)

  it("calls plain only what says nothing about a body, for one host", function()
    assert.is_true(decode(request("GET / HTTP/1.1", "Host: a", "Connection: close")).isPlain)
    assert.is_true(decode(request("HEAD /?a HTTP/1.0", "HOST:a", "X-Expect: b", "Y: Expect: c")).isPlain)
    local others = {
      request("GET / HTTP/1.1", "X: a"),
      request("GET / HTTP/1.1", "Host: a", "Content-length: 0"),
      request("GET / HTTP/1.1", "Host: a", "EXPECT: 100-continue"),
      request("GET / HTTP/1.1", "transfer-encoding: chunked", "Host: a"),
      request("POST / HTTP/1.1", "Host: a"),
    }
    for _, text in ipairs(others) do assert.is_false(decode(text).isPlain, text) end
  end)

  it("looks fields up by their whole name, also with characters of patterns", function()
    local headers = decode(request("GET / HTTP/1.1", "Host: a:80", "A-B*: \t 1\t2 \t", "XA-B*: 3", "Empty:")).head.headers
    assert.equal("a:80", headers.host)
    assert.equal("1\t2", headers["a-b*"])
    assert.equal("", headers.empty)
    assert.is_nil(headers["b*"])
    assert.is_nil(headers["a-b"])
    assert.is_nil(headers.missing)
  end)

  it("gives all the lines at once, without blanks around the values", function()
    local decoded = decode(request("GET / HTTP/1.1", "HOST: \t a  b\t ", "X-a:", "User-Agent:\tC : d ") .. "body")
    assert.equal("\nhost:a  b\r\nx-a:\r\nuser-agent:C : d\r\n", decoded.head.headers[""])
    assert.equal("a  b", decoded.head.host)
    assert.is_true(decoded.isPlain)
  end)

  it("knows where the body begins, also after lines with blanks at their ends", function()
    for _, line in ipairs({ "Host: a", "Host: a \t ", "Host:  " }) do
      local text = request("GET / HTTP/1.1", line, "X:  \t") .. "body"
      assert.equal("body", text:sub(decode(text).bodyAt))
    end
  end)

  it("reads a target with a fragment, and one that is no path", function()
    local head = decode(request("GET /a?b?c#d?e HTTP/1.1", "Host: a")).head
    assert.same({ "/a", "b?c" }, { head.path, head.query })
    assert.same({ "/a", "" }, { decode(request("GET /a#b HTTP/1.1", "Host: a")).head.path, head.query:sub(9) })
    assert.equal("*", decode(request("OPTIONS * HTTP/1.1", "Host: a")).head.path)
  end)

  it("closes on what is no HTTP", function()
    assert.equal("foreign", statusOf("\22\3\1\2\0\1\0\1\252\3\3"))
    assert.equal("foreign", statusOf("get / HTTP/1.1"))
    assert.equal("foreign", statusOf("\0"))
  end)

  it("refuses what two servers could read in two ways", function()
    local bad = {
      "GET / HTTP/1.1\nHost: a\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\n\n",
      "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n",
      request("GET / HTTP/1.1", "Host : a"),
      request("GET / HTTP/1.1", "Host: a", " folded"),
      request("GET / HTTP/1.1", "Host: a", "\tfolded"),
      request("GET / HTTP/1.1", "Host: a", "no colon"),
      request("GET / HTTP/1.1", ": empty name"),
      request("GET / HTTP/1.1", "Host: a", "X: a\0b"),
      request("GET / HTTP/1.1", "Host: a", "Host: b"),
      request("POST / HTTP/1.1", "Content-Length: 1", "Content-Length: 1"),
      request("POST / HTTP/1.1", "Content-Length: 1", "Transfer-Encoding: chunked"),
      request("GET  / HTTP/1.1", "Host: a"),
      request("GET / HTTP/1.1 ", "Host: a"),
      request("GET /a b HTTP/1.1", "Host: a"),
      request("GET /"),
      request("GET / HTTP/x.1"),
      request("GET /a\0b HTTP/1.1", "Host: a"),
      request("GET /a\tb HTTP/1.1", "Host: a"),
      "GET / HTTP/1.1\r\nHost: a\n\r\n",
      "GET / HTTP/1.1\rHost: a\r\n\r\n",
      request("GET / HTTP/1.1", "host: a", "HOST: b"),
      request("GET / HTTP/1.1", "Host: a", " \t", "X: b"),
      request("GET / HTTP/1.1", "Host: a ", " ", "X: b"),
      request("GET / HTTP/1.1", "Host: a", "X : b \t"),
      request("GET / HTTP/1.1", "Host: a \rX: b "),
    }
    for _, text in ipairs(bad) do assert.equal(400, statusOf(text), text) end
  end)

  it("notices a bare line feed before the head has ended", function()
    assert.equal(400, statusOf("GET / HTTP/1.1\n"))
  end)

  it("names versions that it does not speak", function()
    assert.equal(505, statusOf(request("GET / HTTP/2.0", "Host: a")))
  end)

  it("takes a head of the limit and refuses one byte more", function()
    local frame = request("GET / HTTP/1.1", "X: ")
    local atLimit = request("GET / HTTP/1.1", "X: " .. ("a"):rep(LIMIT - #frame))
    assert.equal(LIMIT, #atLimit)
    assert.equal("head", decode(atLimit).kind)
    assert.equal(431, statusOf(request("GET / HTTP/1.1", "X: " .. ("a"):rep(LIMIT - #frame + 1))))
    assert.equal(414, statusOf("GET /" .. ("a"):rep(LIMIT)))
    assert.equal("more", decode("GET /" .. ("a"):rep(LIMIT - 6)).kind)
  end)
end)

describe("http_reader.bodyLength", function()
  local function lengthOf(...)
    return reader.bodyLength(decode(request(...)).head)
  end

  it("is what Content-Length says, and nothing for GET without one", function()
    assert.equal(12, (lengthOf("POST / HTTP/1.1", "Content-Length: 12")))
    assert.equal(0, (lengthOf("POST / HTTP/1.1", "Content-Length: 0")))
    assert.equal(0, (lengthOf("GET / HTTP/1.1")))
  end)

  it("has to be there for POST", function()
    assert.same({ nil, 411 }, { lengthOf("POST / HTTP/1.1") })
    assert.same({ nil, 411 }, { lengthOf("POST / HTTP/1.1", "Transfer-Encoding: chunked") })
  end)

  it("has to be a plain number that fits", function()
    for _, text in ipairs({ "-1", "+1", "1a", "0x1", "1, 1", "" }) do
      assert.same({ nil, 400 }, { lengthOf("POST / HTTP/1.1", "Content-Length: " .. text) })
    end
    assert.same({ nil, 413 }, { lengthOf("POST / HTTP/1.1", "Content-Length: 4294967296") })
  end)
end)

describe("http_codec.encodeHead", function()
  it("says the length of the body, that nothing is stored, and that the connection ends", function()
    assert.equal(
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nCache-Control: no-store\r\n"
        .. "Connection: close\r\n\r\n",
      http.encodeHead({ status = 200, contentType = "text/plain", body = "hello" })
    )
  end)

  it("writes whole numbers without a point, whatever they came from", function()
    assert.matches("Content%-Length: 7\r\n", http.encodeHead({ status = 200, length = 14 / 2 }))
  end)

  it("makes a head once for an answer that is given many times", function()
    local prepare = require("portal_page_answers").prepared
    local missing = { status = 404, contentType = "text/plain", headers = "X: y\r\n", body = "none\n" }
    assert.same({ status = 404, encodedHead = http.encodeHead(missing), body = "none\n" }, prepare(missing))
    local page = { status = 200, length = 7 }
    assert.same({ status = 200, encodedHead = http.encodeHead(page), length = 7 }, prepare(page))
  end)

  it("gives 204 no length", function()
    assert.is_nil(http.encodeHead({ status = 204 }):find("Content-Length", 1, true))
  end)
end)
