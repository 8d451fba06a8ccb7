// Load for a relay on this machine: bytes, round trips or idle connections, through ENTRY (where the relay listens) to EXIT (its target).
//
//   load bulk STREAMS MEGABYTES EXIT ENTRY     sends through all streams at once, checks the count; prints MB/s
//   load trip CONNECTIONS SECONDS EXIT ENTRY   64 bytes there and back, one message under way each; prints trips/s, p50 and p99 in µs
//   load idle CONNECTIONS SECONDS EXIT ENTRY   opens them, one message there and back on each, then holds them; prints when they are open
//
// EXIT and ENTRY are ports of 127.0.0.1, or paths of unix sockets. Build: cc -O2 -pthread -o load load.c
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { BLOCK = 256 << 10, MESSAGE = 64, MOST = 100000 };

static void die(const char *what) { perror(what); exit(1); }

static double seconds(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec / 1e9; }

static socklen_t address(const char *at, struct sockaddr_storage *out) {
  memset(out, 0, sizeof *out);
  if (at[0] == '/') {
    struct sockaddr_un *u = (struct sockaddr_un *)out;
    u->sun_family = AF_UNIX;
    strncpy(u->sun_path, at, sizeof u->sun_path - 1);
    return sizeof *u;
  }
  struct sockaddr_in *i = (struct sockaddr_in *)out;
  i->sin_family = AF_INET;
  i->sin_port = htons(atoi(at));
  i->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return sizeof *i;
}

static int socket_for(const struct sockaddr_storage *a) {
  int one = 1, fd = socket(a->ss_family, SOCK_STREAM, 0);
  if (fd < 0) die("socket");
  if (a->ss_family == AF_INET) setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return fd;
}

static int listen_on(const char *at) {
  struct sockaddr_storage a; socklen_t n = address(at, &a); int one = 1, fd = socket_for(&a);
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(fd, (void *)&a, n) || listen(fd, 4096)) die(at);
  return fd;
}

// The relay may still be starting: tries for ten seconds.
static int connect_to(const char *at) {
  struct sockaddr_storage a; socklen_t n = address(at, &a); double until = seconds() + 10;
  for (;;) {
    int fd = socket_for(&a);
    if (!connect(fd, (void *)&a, n)) return fd;
    close(fd);
    if (seconds() > until) die(at);
    usleep(10000);
  }
}

static void write_all(int fd, const char *bytes, size_t n) {
  while (n) { ssize_t w = write(fd, bytes, n); if (w <= 0) die("write"); bytes += w; n -= w; }
}

// --- bulk

static uint64_t each;                                       // bytes a stream

static void *send_bulk(void *fd) {
  char *block = malloc(BLOCK); memset(block, 'b', BLOCK);
  for (uint64_t left = each; left; ) { size_t n = left < BLOCK ? left : BLOCK; write_all((int)(intptr_t)fd, block, n); left -= n; }
  shutdown((int)(intptr_t)fd, SHUT_WR); free(block); return 0;
}

static void *take_bulk(void *fd) {
  char *block = malloc(1 << 20); uint64_t got = 0; ssize_t n;
  while ((n = read((int)(intptr_t)fd, block, 1 << 20)) > 0) got += n;
  if (n < 0 || got != each) { fprintf(stderr, "a stream got %llu of %llu bytes\n", (unsigned long long)got, (unsigned long long)each); exit(1); }
  free(block); return 0;
}

static void bulk(int streams, int megabytes, const char *way_out, const char *way_in) {
  int l = listen_on(way_out); pthread_t *threads = calloc(streams * 2, sizeof *threads);
  each = (uint64_t)megabytes * 1000000 / streams;
  int *in = calloc(streams, sizeof *in), *out = calloc(streams, sizeof *out);
  for (int i = 0; i < streams; i++) { in[i] = connect_to(way_in); if ((out[i] = accept(l, 0, 0)) < 0) die("accept"); }
  double start = seconds();
  for (int i = 0; i < streams; i++) {
    pthread_create(&threads[2 * i], 0, take_bulk, (void *)(intptr_t)out[i]);
    pthread_create(&threads[2 * i + 1], 0, send_bulk, (void *)(intptr_t)in[i]);
  }
  for (int i = 0; i < streams * 2; i++) pthread_join(threads[i], 0);
  printf("rate=%.1f\n", each * streams / 1e6 / (seconds() - start));
}

// --- trips

static void *echo(void *listener) {
  int ep = epoll_create1(0), l = (int)(intptr_t)listener; char bytes[MESSAGE];
  struct epoll_event e = { .events = EPOLLIN, .data.fd = l }, events[512];
  epoll_ctl(ep, EPOLL_CTL_ADD, l, &e);
  for (;;) {
    int n = epoll_wait(ep, events, 512, -1);
    for (int i = 0; i < n; i++) {
      int fd = events[i].data.fd;
      if (fd == l) { e.data.fd = accept(l, 0, 0); if (e.data.fd >= 0) epoll_ctl(ep, EPOLL_CTL_ADD, e.data.fd, &e); continue; }
      ssize_t r = read(fd, bytes, MESSAGE);
      if (r <= 0) close(fd); else if (write(fd, bytes, r) != r) close(fd);
    }
  }
}

static int by_size(const void *a, const void *b) { float x = *(float *)a, y = *(float *)b; return (x > y) - (x < y); }

struct caller { int fd, got; double since; };

static void open_all(struct caller *callers, int count, const char *way_in) {
  char bytes[MESSAGE] = "trip";
  for (int i = 0; i < count; i++) {
    callers[i].fd = connect_to(way_in);
    write_all(callers[i].fd, bytes, MESSAGE);
    for (int got = 0; got < MESSAGE; ) { ssize_t r = read(callers[i].fd, bytes, MESSAGE - got); if (r <= 0) die("a connection did not answer"); got += r; }
  }
}

static void trips(struct caller *callers, int count, int time) {
  int ep = epoll_create1(0); char bytes[MESSAGE] = "trip"; struct epoll_event events[512];
  long most = 20000000, done = 0; float *took = malloc(most * sizeof *took);
  double start = seconds(), now = start;
  for (int i = 0; i < count; i++) {
    struct epoll_event e = { .events = EPOLLIN, .data.ptr = &callers[i] };
    epoll_ctl(ep, EPOLL_CTL_ADD, callers[i].fd, &e);
    callers[i].since = seconds(); write_all(callers[i].fd, bytes, MESSAGE);
  }
  while (now < start + time) {
    int n = epoll_wait(ep, events, 512, 1000);
    for (int i = 0; i < n; i++) {
      struct caller *c = events[i].data.ptr; ssize_t r = read(c->fd, bytes, MESSAGE - c->got);
      if (r <= 0) die("a connection was lost");
      if ((c->got += r) < MESSAGE) continue;
      now = seconds();
      if (done < most) took[done++] = (now - c->since) * 1e6;
      c->got = 0; c->since = now; write_all(c->fd, bytes, MESSAGE);
    }
  }
  qsort(took, done, sizeof *took, by_size);
  printf("rate=%.0f p50=%.1f p99=%.1f\n", done / (now - start), took[done / 2], took[done * 99 / 100]);
}

int main(int count, char **words) {
  if (count != 6) { fprintf(stderr, "usage: load bulk|trip|idle COUNT AMOUNT EXIT ENTRY\n"); return 2; }
  struct rlimit files; getrlimit(RLIMIT_NOFILE, &files); files.rlim_cur = files.rlim_max; setrlimit(RLIMIT_NOFILE, &files);
  signal(SIGPIPE, SIG_IGN); alarm(60);
  int many = atoi(words[2]), amount = atoi(words[3]);
  if (many < 1 || many > MOST || amount < 1) { fprintf(stderr, "load: counts are 1 or more\n"); return 2; }
  if (!strcmp(words[1], "bulk")) { bulk(many, amount, words[4], words[5]); return 0; }
  pthread_t echoing; pthread_create(&echoing, 0, echo, (void *)(intptr_t)listen_on(words[4]));
  struct caller *callers = calloc(many, sizeof *callers);
  open_all(callers, many, words[5]);
  if (!strcmp(words[1], "trip")) trips(callers, many, amount);
  else { printf("open=%d\n", many); fflush(stdout); sleep(amount); }
  return 0;
}
