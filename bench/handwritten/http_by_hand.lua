-- An HTTP server of one request per connection, for texts and for files that are sent in pieces.
local REASONS = {
  [200] = "OK", [302] = "Found", [400] = "Bad Request", [403] = "Forbidden", [404] = "Not Found",
  [405] = "Method Not Allowed", [431] = "Request Header Fields Too Large",
}
local MAX_HEAD_BYTES = 4096
local PIECE_BYTES = 1400
local IDLE_SECONDS = 10
local MAX_CONNECTIONS = 8

local connections = 0

-- Method, path and fields of a head; nothing when it can't be read.
local function parse(head)
  local method, target, lines = head:match("^(%u+) (%S+) HTTP/1%.%d\r\n(.*)$")
  if not method then return end
  local fields = {}
  for line in lines:gmatch("([^\r\n]+)\r\n") do
    local name, value = line:match("^([%w%-_!#$%%&'*+.^`|~]+):[ \t]*(.-)[ \t]*$")
    if not name then return end
    fields[name:lower()] = value
  end
  return { method = method, path = target:match("^[^?#]*"), fields = fields }
end

local function headOf(response, length)
  return table.concat({
    ("HTTP/1.1 %d %s\r\n"):format(response.status, REASONS[response.status]), response.headers or "",
    ("Content-Length: %d\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"):format(length),
  })
end

-- Ends it once. The firmware keeps callbacks, and what they hold, until they are taken back.
local function finish(connection)
  if connection.ended then return end
  connection.ended = true
  connections = connections - 1
  local socket = connection.socket
  for _, event in ipairs({ "receive", "sent", "disconnection" }) do socket:on(event, nil) end
  pcall(socket.close, socket)
end

local function send(connection, bytes)
  if not pcall(connection.socket.send, connection.socket, bytes) then finish(connection) end
end

local function sizeOf(name)
  local file = io.open(name, "rb")
  local size = file:seek("end")
  file:close()
  return size
end

-- Opened for each piece: the file system has room for few open files.
local function nextPiece(connection)
  if connection.sentBytes >= connection.fileBytes then return end
  local file = io.open(connection.fileName, "rb")
  file:seek("set", connection.sentBytes)
  local piece = file:read(PIECE_BYTES)
  file:close()
  connection.sentBytes = connection.sentBytes + PIECE_BYTES
  return piece
end

local function sendNext(connection)
  local piece = nextPiece(connection)
  if piece then send(connection, piece) else finish(connection) end
end

local function answer(connection, response, headOnly)
  local body = response.body or ""
  local length = response.file and sizeOf(response.file) or #body
  if response.file and not headOnly then connection.fileName, connection.fileBytes = response.file, length end
  connection.socket:on("sent", function() sendNext(connection) end)
  send(connection, headOf(response, length) .. (headOnly and "" or body))
end

local function receive(connection, data, handler)
  local buffer = connection.buffer .. data
  connection.buffer = buffer
  local _, headEnd = buffer:find("\r\n\r\n", 1, true)
  if not headEnd and #buffer < MAX_HEAD_BYTES then return end
  connection.buffer = nil
  connection.socket:on("receive", nil)
  if not headEnd or headEnd > MAX_HEAD_BYTES then answer(connection, { status = 431 }) return end
  local request = parse(buffer:sub(1, headEnd - 2))
  if not request then answer(connection, { status = 400 }) return end
  answer(connection, handler(request), request.method == "HEAD")
end

local function accept(socket, handler)
  if connections >= MAX_CONNECTIONS then
    socket:close()
    return
  end
  connections = connections + 1
  local connection = { socket = socket, buffer = "", fileBytes = 0, sentBytes = 0 }
  socket:on("disconnection", function() finish(connection) end)
  socket:on("receive", function(_, data) receive(connection, data, handler) end)
end

return function(port, handler)
  local server = net.createServer(net.TCP, IDLE_SECONDS)
  server:listen(port, function(socket) accept(socket, handler) end)
  return server
end
