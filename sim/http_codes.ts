/** Numbers of ESP-IDF's HTTP client: methods by their index, and its errors. esp_http_client.h. */

export const METHODS: readonly string[] = [
  "GET",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "HEAD",
  "NOTIFY",
  "SUBSCRIBE",
  "UNSUBSCRIBE",
  "OPTIONS",
  "COPY",
  "MOVE",
  "LOCK",
  "UNLOCK",
  "PROPFIND",
  "PROPPATCH",
  "MKCOL",
];
export const HEAD = 5;

export const OK = 0;
export const FAILED = -1;
export const INVALID_ARGUMENT = 0x102;
export const MAX_REDIRECT = 0x7001;
export const CONNECT = 0x7002;
export const WRITE_DATA = 0x7003;
export const FETCH_HEADER = 0x7004;
export const INVALID_TRANSPORT = 0x7005;
export const AGAIN = 0x7007;
