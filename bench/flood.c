// Sends numbered UDP datagrams out of an interface as fast as it takes them, many a call: flood INTERFACE COUNT SIZE [RATE a second].
// Prints how many were sent, and in how many seconds. Frames are Ethernet, 10.9.0.1 to 10.9.0.2, port 9; the number is in the first four bytes.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { AT_ONCE = 64, HEAD = 42, LONGEST = 9000 };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static uint16_t sum16(const uint8_t *b, int n) {
  uint32_t s = 0;
  for (int i = 0; i + 1 < n; i += 2) s += b[i] << 8 | b[i + 1];
  while (s >> 16) s = (s & 0xffff) + (s >> 16);
  return ~s;
}

static void put16(uint8_t *b, unsigned v) { b[0] = v >> 8, b[1] = v; }

static void head(uint8_t *f, int size) {
  static const uint8_t link[14] = {2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0};
  static const uint8_t addresses[8] = {10, 9, 0, 1, 10, 9, 0, 2};
  memcpy(f, link, 14);
  uint8_t *ip = f + 14, *udp = f + 34;
  ip[0] = 0x45, ip[8] = 64, ip[9] = 17;
  put16(ip + 2, size - 14);
  memcpy(ip + 12, addresses, 8);
  put16(ip + 10, sum16(ip, 20));
  put16(udp, 9), put16(udp + 2, 9), put16(udp + 4, size - 34);
}

int main(int argc, char **argv) {
  if (argc < 4) return fprintf(stderr, "flood INTERFACE COUNT SIZE [RATE]\n"), 2;
  long count = atol(argv[2]), sent = 0;
  int size = atoi(argv[3]);
  double rate = argc > 4 ? atof(argv[4]) : 0;
  if (size < 64 || size > LONGEST) return fprintf(stderr, "a size from 64 to %d\n", LONGEST), 2;
  int fd = socket(AF_PACKET, SOCK_RAW, 0);
  struct sockaddr_ll to = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP), .sll_ifindex = if_nametoindex(argv[1]), .sll_halen = 6};
  if (fd < 0 || to.sll_ifindex == 0) return perror(argv[1]), 1;
  int one = 1;
  setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, &one, sizeof one);
  static uint8_t frames[AT_ONCE][LONGEST];
  static struct mmsghdr messages[AT_ONCE];
  static struct iovec vectors[AT_ONCE];
  for (int i = 0; i < AT_ONCE; i++) {
    head(frames[i], size);
    vectors[i] = (struct iovec){frames[i], size};
    messages[i].msg_hdr = (struct msghdr){.msg_name = &to, .msg_namelen = sizeof to, .msg_iov = &vectors[i], .msg_iovlen = 1};
  }
  double start = now();
  while (sent < count) {
    int n = count - sent < AT_ONCE ? count - sent : AT_ONCE;
    for (int i = 0; i < n; i++) {
      uint32_t number = htonl(sent + i);
      memcpy(frames[i] + HEAD, &number, 4);
    }
    int done = sendmmsg(fd, messages, n, 0);
    if (done > 0) sent += done;
    else if (errno != ENOBUFS && errno != EAGAIN) return perror("sendmmsg"), 1;
    while (rate > 0 && now() - start < sent / rate) {
      double left = sent / rate - (now() - start);
      if (left > 0.0002) usleep(left * 1e6 - 100);
    }
  }
  printf("%ld %.6f\n", sent, now() - start);
  return 0;
}
