/*
** The least a server can do: sends one file to whoever asks. Beside it stands the simulated device.
** page_server FILE  prints the port of 127.0.0.1 that it listens at, and runs until it is ended.
*/
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEAD_BYTES 4096

static int fail (const char *what) {
  perror(what);
  return 1;
}

/* Reads until the head of the request is complete. */
static int readHead (int client) {
  char head[HEAD_BYTES + 1];
  size_t size = 0;
  while (size < HEAD_BYTES) {
    ssize_t count = read(client, head + size, HEAD_BYTES - size);
    if (count <= 0) return 0;
    size += (size_t) count;
    head[size] = 0;
    if (strstr(head, "\r\n\r\n")) return 1;
  }
  return 0;
}

static int sendAll (int client, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t count = write(client, bytes, size);
    if (count <= 0) return 0;
    bytes += count;
    size -= (size_t) count;
  }
  return 1;
}

int main (int argc, char **argv) {
  struct sockaddr_in address = {0};
  socklen_t length = sizeof address;
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  int server = socket(AF_INET, SOCK_STREAM, 0);
  char head[256];
  char *page;
  long size;
  if (file == NULL) return fail("page");
  fseek(file, 0, SEEK_END);
  size = ftell(file);
  rewind(file);
  page = malloc((size_t) size);
  if (page == NULL || fread(page, 1, (size_t) size, file) != (size_t) size) return fail("page");
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(server, (struct sockaddr *) &address, sizeof address) != 0) return fail("bind");
  if (listen(server, 8) != 0) return fail("listen");
  getsockname(server, (struct sockaddr *) &address, &length);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
    "Content-Length: %ld\r\nConnection: close\r\n\r\n", size);
  for (;;) {
    int client = accept(server, NULL, NULL);
    if (client < 0) return fail("accept");
    if (readHead(client) && sendAll(client, head, strlen(head))) sendAll(client, page, (size_t) size);
    close(client);
  }
}
