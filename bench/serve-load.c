// Load for a service on this machine, and the C server that it is measured beside.
//
//   serve-load trip CONNECTIONS SECONDS PORT   64 bytes there and back, one message under way each; prints trips/s, p50 and p99 in µs
//   serve-load open CONNECTIONS SECONDS PORT   connects, 64 bytes there and back, resets, again, so many at a time; prints connections/s
//   serve-load idle CONNECTIONS SECONDS PORT   opens them, one message there and back on each, then holds them; prints when they are open
//   serve-load dns OUTSTANDING SECONDS PORT    asks for www.lab over UDP, so many questions under way; prints answers/s
//   serve-load echo 1 SECONDS PORT             serves echo by epoll, for so long
//
// All on 127.0.0.1. Build: cc -O2 -o serve-load serve-load.c
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MESSAGE = 64, EVENTS = 512, MOST_TIMES = 20000000 };

struct caller { int fd, got; double since; };

static struct sockaddr_in to = { .sin_family = AF_INET };
static char bytes[65536] = "trip";

static void die(const char *what) { perror(what); exit(1); }

static double seconds(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec / 1e9; }

static int stream(void) {
  int one = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) die("socket");
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return fd;
}

// The server may still be starting: tries for ten seconds.
static int connected(void) {
  for (double until = seconds() + 10;;) {
    int fd = stream();
    if (!connect(fd, (void *)&to, sizeof to)) return fd;
    close(fd);
    if (seconds() > until) die("connect");
    usleep(10000);
  }
}

static void say(int fd) { if (write(fd, bytes, MESSAGE) != MESSAGE) die("write"); }

static void hear(int fd) {
  for (int got = 0; got < MESSAGE;) { ssize_t r = read(fd, bytes, MESSAGE - got); if (r <= 0) die("a connection did not answer"); got += r; }
}

static void open_all(struct caller *callers, int count) {
  for (int i = 0; i < count; i++) { callers[i].fd = connected(); say(callers[i].fd); hear(callers[i].fd); }
}

static void add(int ep, int fd, void *of, int events) {
  struct epoll_event e = { .events = events, .data.ptr = of };
  if (epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e)) die("epoll_ctl");
}

static int by_size(const void *a, const void *b) { float x = *(float *)a, y = *(float *)b; return (x > y) - (x < y); }

static void trips(struct caller *callers, int count, int time) {
  int ep = epoll_create1(0); struct epoll_event events[EVENTS];
  long done = 0; float *took = malloc(MOST_TIMES * sizeof *took);
  for (int i = 0; i < count; i++) add(ep, callers[i].fd, &callers[i], EPOLLIN);
  double start = seconds(), now = start;
  for (int i = 0; i < count; i++) { callers[i].since = seconds(); say(callers[i].fd); }
  while (now < start + time) {
    int n = epoll_wait(ep, events, EVENTS, 1000);
    for (int i = 0; i < n; i++) {
      struct caller *c = events[i].data.ptr; ssize_t r = read(c->fd, bytes, MESSAGE - c->got);
      if (r <= 0) die("a connection was lost");
      if ((c->got += r) < MESSAGE) continue;
      now = seconds();
      if (done < MOST_TIMES) took[done++] = (now - c->since) * 1e6;
      c->got = 0; c->since = now; say(c->fd);
    }
  }
  qsort(took, done, sizeof *took, by_size);
  printf("rate=%.0f p50=%.1f p99=%.1f\n", done / (now - start), took[done / 2], took[done * 99 / 100]);
}

// --- connections a second

static void begin(int ep, struct caller *c) {
  struct linger hard = { 1, 0 };
  c->got = -1;
  c->fd = stream();
  fcntl(c->fd, F_SETFL, O_NONBLOCK);
  setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  if (connect(c->fd, (void *)&to, sizeof to) && errno != EINPROGRESS) die("connect");
  add(ep, c->fd, c, EPOLLOUT);
}

static void opens(struct caller *callers, int count, int time) {
  int ep = epoll_create1(0); struct epoll_event events[EVENTS]; long done = 0;
  double start = seconds(), now = start;
  for (int i = 0; i < count; i++) begin(ep, &callers[i]);
  while (now < start + time) {
    int n = epoll_wait(ep, events, EVENTS, 1000);
    for (int i = 0; i < n; i++) {
      struct caller *c = events[i].data.ptr;
      if (c->got < 0) {
        struct epoll_event e = { .events = EPOLLIN, .data.ptr = c };
        say(c->fd); c->got = 0; epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &e);
        continue;
      }
      ssize_t r = read(c->fd, bytes, MESSAGE - c->got);
      if (r <= 0) die("a connection was lost");
      if ((c->got += r) < MESSAGE) continue;
      close(c->fd); done++; begin(ep, c);
    }
    now = seconds();
  }
  printf("rate=%.0f\n", done / (now - start));
}

// --- DNS

static void dns(int outstanding, int time) {
  unsigned char question[] = "\0\0\1\0\0\1\0\0\0\0\0\0\3www\3lab\0\0\1\0\1", reply[1500];
  int fd = socket(AF_INET, SOCK_DGRAM, 0); long done = 0; struct timeval patience = { 1, 0 };
  if (connect(fd, (void *)&to, sizeof to)) die("connect");
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  double start = seconds(), now = start;
  for (int i = 0; i < outstanding; i++) { question[0] = i; if (send(fd, question, sizeof question - 1, 0) < 0) die("send"); }
  while (now < start + time) {
    ssize_t n = recv(fd, reply, sizeof reply, 0);
    if (n < 12 || (reply[3] & 15) || !reply[7]) die("no answer");
    done++; question[1] = done; question[0] = done >> 8;
    if (send(fd, question, sizeof question - 1, 0) < 0) die("send");
    if (done % 64 == 0) now = seconds();
  }
  printf("rate=%.0f\n", done / (now - start));
}

// --- the peer

static void echo(int time) {
  int ep = epoll_create1(0), l = stream(); struct epoll_event events[EVENTS]; static int listener;
  if (bind(l, (void *)&to, sizeof to) || listen(l, 4096)) die("listen");
  fcntl(l, F_SETFL, O_NONBLOCK);
  add(ep, l, &listener, EPOLLIN);
  alarm(time);
  for (;;) {
    int n = epoll_wait(ep, events, EVENTS, -1);
    for (int i = 0; i < n; i++) {
      if (events[i].data.ptr == &listener) {
        for (int fd; (fd = accept4(l, 0, 0, SOCK_NONBLOCK)) >= 0;) {
          int one = 1; setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
          add(ep, fd, (void *)(long)fd, EPOLLIN);
        }
        continue;
      }
      int fd = (int)(long)events[i].data.ptr; ssize_t r = read(fd, bytes, sizeof bytes);
      if (r <= 0 || write(fd, bytes, r) != r) close(fd);
    }
  }
}

int main(int count, char **words) {
  if (count != 5) { fprintf(stderr, "usage: serve-load trip|open|idle|dns|echo COUNT SECONDS PORT\n"); return 2; }
  struct rlimit files; getrlimit(RLIMIT_NOFILE, &files); files.rlim_cur = files.rlim_max; setrlimit(RLIMIT_NOFILE, &files);
  signal(SIGPIPE, SIG_IGN); alarm(60);
  int many = atoi(words[2]), time = atoi(words[3]);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK); to.sin_port = htons(atoi(words[4]));
  struct caller *callers = calloc(many, sizeof *callers);
  if (!strcmp(words[1], "echo")) echo(time);
  else if (!strcmp(words[1], "dns")) dns(many, time);
  else if (!strcmp(words[1], "open")) opens(callers, many, time);
  else {
    open_all(callers, many);
    if (!strcmp(words[1], "trip")) trips(callers, many, time);
    else { printf("open=%d\n", many); fflush(stdout); sleep(time); }
  }
  return 0;
}
