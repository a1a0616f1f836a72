#include "monitor/serve/http_server.hpp"

#include <array>
#include <string>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hotline::monitor {
namespace {

/// A connection made by hand, so that it can be as rude as it likes.
class Client {
 public:
  explicit Client(const HttpServer& server) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const std::string url = server.url();
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }

  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  Client(Client&&) = delete;
  Client& operator=(Client&&) = delete;

  ~Client() { (void)::close(socket_); }

  void send(const std::string& text) const {
    (void)::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
  }

  /// Everything until the server closes.
  [[nodiscard]] std::string receive() const {
    std::string all;
    std::array<char, 4096> block{};
    ssize_t got = ::recv(socket_, block.data(), block.size(), 0);
    while (got > 0) {
      all.append(block.data(), static_cast<std::size_t>(got));
      got = ::recv(socket_, block.data(), block.size(), 0);
    }
    return all;
  }

 private:
  int socket_;
};

class HttpServerTest : public testing::Test {
 protected:
  void start(const HttpServer::Options& options) {
    HttpServer::Routes routes;
    routes["/metrics"] = [](std::string_view /*path*/) {
      return HttpResponse{200, "text/plain; version=0.0.4; charset=utf-8", "up 1\n"};
    };
    routes["/echo"] = [](std::string_view path) {
      return HttpResponse{200, "text/plain", std::string(path)};
    };
    auto result = HttpServer::start(options, std::move(routes));
    ASSERT_TRUE(result) << result.error().message;
    server_ = std::move(*result);
  }

  void SetUp() override { start(local()); }

  static HttpServer::Options local() {
    HttpServer::Options options;
    options.listen = "127.0.0.1:0";
    return options;
  }

  [[nodiscard]] std::string ask(const std::string& request) const {
    const Client client(*server_);
    client.send(request);
    return client.receive();
  }

  [[nodiscard]] std::string get(const std::string& target, const std::string& host) const {
    return ask("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  std::unique_ptr<HttpServer> server_;
};

bool begins_with(const std::string& text, const std::string& start) {
  return text.compare(0, start.size(), start) == 0;
}

TEST_F(HttpServerTest, AnswersWithContentTypeAndBody) {
  const std::string answer = get("/metrics", "127.0.0.1");
  EXPECT_TRUE(begins_with(answer, "HTTP/1.1 200 OK\r\n")) << answer;
  EXPECT_NE(answer.find("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"),
            std::string::npos);
  EXPECT_NE(answer.find("Content-Length: 5\r\n"), std::string::npos);
  EXPECT_TRUE(answer.ends_with("\r\n\r\nup 1\n"));
}

TEST_F(HttpServerTest, TheQueryIsNotPartOfThePath) {
  EXPECT_TRUE(get("/echo?a=1", "127.0.0.1").ends_with("\r\n\r\n/echo"));
}

TEST_F(HttpServerTest, HeadHasTheHeaderOnly) {
  const std::string answer =
      ask("HEAD /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(begins_with(answer, "HTTP/1.1 200 OK\r\n"));
  EXPECT_NE(answer.find("Content-Length: 5\r\n"), std::string::npos);
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST_F(HttpServerTest, OneConnectionServesSeveralRequests) {
  const std::string one = "GET /echo HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const std::string last = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  const std::string answers = ask(one + one + last);
  EXPECT_TRUE(answers.ends_with("up 1\n"));
  std::size_t count = 0;
  for (std::size_t at = answers.find("200 OK"); at != std::string::npos;
       at = answers.find("200 OK", at + 1)) {
    ++count;
  }
  EXPECT_EQ(count, 3U);
}

TEST_F(HttpServerTest, UnknownPathsAndOtherMethodsAreRefused) {
  EXPECT_TRUE(begins_with(get("/nothing", "127.0.0.1"), "HTTP/1.1 404 "));
  const std::string post =
      ask("POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
          "Connection: close\r\n\r\nhi");
  EXPECT_TRUE(begins_with(post, "HTTP/1.1 405 "));
  EXPECT_NE(post.find("Allow: GET, HEAD\r\n"), std::string::npos);
}

TEST_F(HttpServerTest, OnlyHostsThatCannotBeReboundAreServed) {
  for (const char* host : {"localhost", "LOCALHOST:9464", "127.0.0.1:1", "[::1]:80", "10.1.2.3"}) {
    EXPECT_TRUE(begins_with(get("/metrics", host), "HTTP/1.1 200 ")) << host;
  }
  for (const char* host : {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example",
                           "127.0.0.1:x", "127.0.0.1:99999", "[::1", "[::1]x", ""}) {
    EXPECT_TRUE(begins_with(get("/metrics", host), "HTTP/1.1 403 ")) << host;
  }
  EXPECT_TRUE(
      begins_with(ask("GET /metrics HTTP/1.1\r\nConnection: close\r\n\r\n"), "HTTP/1.1 403 "));
}

TEST_F(HttpServerTest, FurtherHostsCanBeAllowed) {
  HttpServer::Options options = local();
  options.hosts = {"monitor.example"};
  start(options);
  EXPECT_TRUE(begins_with(get("/metrics", "monitor.example:9464"), "HTTP/1.1 200 "));
  EXPECT_TRUE(begins_with(get("/metrics", "other.example"), "HTTP/1.1 403 "));
}

TEST_F(HttpServerTest, GarbageAndOversizeAreRefused) {
  EXPECT_TRUE(begins_with(ask("\x16\x03\x01 not http\r\n\r\n"), "HTTP/1.1 400 "));
  EXPECT_TRUE(
      begins_with(ask("GET / HTTP/1.1\r\nX: " + std::string(HttpServer::kMaxHeaderBytes, 'a')),
                  "HTTP/1.1 431 "));
  EXPECT_TRUE(
      begins_with(ask("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"),
                  "HTTP/1.1 413 "));
}

TEST_F(HttpServerTest, WhoSaysNothingIsCutOff) {
  HttpServer::Options options = local();
  options.timeout = std::chrono::milliseconds(50);
  start(options);
  const Client silent(*server_);
  EXPECT_EQ(silent.receive(), "");
  const Client half(*server_);
  half.send("GET /metrics HTTP/1.1\r\nHo");
  EXPECT_EQ(half.receive(), "");
}

TEST_F(HttpServerTest, StopsWhileAConnectionIsOpen) {
  const Client open(*server_);
  open.send("GET /metrics HT");
  server_.reset();
  EXPECT_EQ(open.receive(), "");
}

TEST_F(HttpServerTest, APortInUseIsASystemFailureThatNamesIt) {
  HttpServer::Options options;
  options.listen = server_->url().substr(std::string("http://").size());
  const auto second = HttpServer::start(options, {});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kSystem);
  EXPECT_EQ(second.error().message,
            "cannot listen on " + options.listen + ": Address already in use");
}

TEST_F(HttpServerTest, AMalformedListenAddressIsBadInput) {
  for (const char* listen : {"", "9464", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999",
                             "example.org:80", "[::1:80", "127.0.0.1:80x"}) {
    HttpServer::Options options;
    options.listen = listen;
    const auto server = HttpServer::start(options, {});
    ASSERT_FALSE(server) << listen;
    EXPECT_EQ(server.error().code, ErrorCode::kBadInput);
  }
}

}  // namespace
}  // namespace hotline::monitor
