-- The same bytes for every server: what a phone asks.
local requests = {}

requests.HEADERS = {
  ["Accept"] = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
  ["Accept-Encoding"] = "gzip, deflate",
  ["Accept-Language"] = "en-GB,en;q=0.9",
  ["Connection"] = "keep-alive",
  ["Upgrade-Insecure-Requests"] = "1",
  ["User-Agent"] = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    .. "Chrome/126.0.0.0 Mobile Safari/537.36",
}

requests.PROBE_HEADERS = { ["Accept-Encoding"] = "gzip", ["Connection"] = "close",
  ["Host"] = "connectivitycheck.gstatic.com", ["User-Agent"] = requests.HEADERS["User-Agent"] }

requests.PROBE_PATH = "/generate_204"

-- For the address of connectivitycheck.gstatic.com.
requests.DNS_QUERY = "\18\52\1\0\0\1\0\0\0\0\0\0\17connectivitycheck\7gstatic\3com\0\0\1\0\1"

return requests
