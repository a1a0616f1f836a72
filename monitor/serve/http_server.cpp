#include "monitor/serve/http_server.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

namespace hotline::monitor {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr const char* kPlainText = "text/plain; charset=utf-8";

/// "[::1]:80" or "127.0.0.1:80" or "127.0.0.1" -> host without brackets, and port if there is one.
struct HostAndPort {
  std::string host;
  std::optional<std::uint16_t> port;
};

std::optional<std::uint16_t> to_port(std::string_view digits) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    return std::nullopt;
  }
  return port;
}

/// Empty if the text is neither.
std::optional<HostAndPort> split_host(std::string_view text) {
  HostAndPort result;
  std::string_view rest;
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) {
      return std::nullopt;
    }
    result.host = text.substr(1, close - 1);
    rest = text.substr(close + 1);
  } else {
    const std::size_t colon = std::min(text.find(':'), text.size());
    result.host = text.substr(0, colon);
    rest = text.substr(colon);
  }
  if (rest.empty()) {
    return result;
  }
  result.port = to_port(rest.substr(1));
  if (rest.front() != ':' || !result.port) {
    return std::nullopt;
  }
  return result;
}

Result<tcp::endpoint> parse_listen(const std::string& listen) {
  const auto parts = split_host(listen);
  const std::string expected =
      "listen address \"" + listen + "\": expected ADDRESS:PORT such as 127.0.0.1:9464";
  if (!parts || !parts->port) {
    return bad_input(expected);
  }
  error_code error;
  const auto address =
      asio::ip::make_address(parts->host == "localhost" ? "127.0.0.1" : parts->host, error);
  if (error) {
    return bad_input(expected);
  }
  return tcp::endpoint(address, *parts->port);
}

struct Shared {
  HttpServer::Options options;
  HttpServer::Routes routes;
  std::size_t connections = 0;

  [[nodiscard]] bool allowed_host(std::string_view field) const {
    const auto parts = split_host(field);
    if (!parts) {
      return false;
    }
    error_code no_address;
    (void)asio::ip::make_address(parts->host, no_address);
    return !no_address || beast::iequals(parts->host, "localhost") ||
           std::find(options.hosts.begin(), options.hosts.end(), parts->host) !=
               options.hosts.end();
  }
};

HttpResponse answer(const Shared& shared, const http::request<http::string_body>& request) {
  const auto host = request[http::field::host];
  if (!shared.allowed_host({host.data(), host.size()})) {
    return {403, kPlainText, "this server does not answer to that host name\n"};
  }
  if (request.method() != http::verb::get && request.method() != http::verb::head) {
    return {405, kPlainText, "only GET and HEAD are allowed\n"};
  }
  const std::string_view target(request.target().data(), request.target().size());
  const std::string_view path = target.substr(0, std::min(target.find('?'), target.size()));
  const auto route = shared.routes.find(path);
  if (route == shared.routes.end()) {
    return {404, kPlainText, "there is nothing here\n"};
  }
  return route->second(path);
}

/// What to say to a request that could not be read; empty: nothing, the peer is gone or too slow.
std::optional<HttpResponse> answer_unreadable(error_code error) {
  if (error == http::error::header_limit) {
    return HttpResponse{431, kPlainText, "the header is too long\n"};
  }
  if (error == http::error::body_limit) {
    return HttpResponse{413, kPlainText, "the body is too long\n"};
  }
  if (error == http::error::end_of_stream || error == http::error::partial_message ||
      error.category() != http::make_error_code(http::error::bad_method).category()) {
    return std::nullopt;
  }
  return HttpResponse{400, kPlainText, "this is not an HTTP/1.1 request\n"};
}

/// One connection: request, answer, and again, until either side has enough.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, std::shared_ptr<Shared> shared)
      : stream_(std::move(socket)), shared_(std::move(shared)) {
    ++shared_->connections;
  }

  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  Session(Session&&) = delete;
  Session& operator=(Session&&) = delete;

  ~Session() { --shared_->connections; }

  void read() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(HttpServer::kMaxHeaderBytes));
    parser_->body_limit(HttpServer::kMaxBodyBytes);
    stream_.expires_after(shared_->options.timeout);
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](error_code error, std::size_t /*size*/) {
                       self->on_read(error);
                     });
  }

 private:
  void on_read(error_code error) {
    if (error) {
      if (const auto response = answer_unreadable(error)) {
        write(*response, false, false);
      }
      return;
    }
    const auto& request = parser_->get();
    write(answer(*shared_, request), request.method() == http::verb::head, request.keep_alive());
  }

  void write(const HttpResponse& answer, bool head, bool keep_alive) {
    response_ = {};
    response_.version(11);
    response_.result(static_cast<unsigned>(answer.status));
    response_.set(http::field::content_type, answer.content_type);
    response_.set(http::field::cache_control, "no-store");
    response_.set("X-Content-Type-Options", "nosniff");
    if (answer.status == 405) {
      response_.set(http::field::allow, "GET, HEAD");
    }
    response_.keep_alive(keep_alive);
    response_.content_length(answer.body.size());
    if (!head) {
      response_.body() = answer.body;
    }
    serializer_.emplace(response_);
    stream_.expires_after(shared_->options.timeout);
    http::async_write(stream_, *serializer_,
                      [self = shared_from_this(), keep_alive](error_code error, std::size_t /*n*/) {
                        self->on_written(error, keep_alive);
                      });
  }

  void on_written(error_code error, bool keep_alive) {
    if (!error && keep_alive) {
      read();
      return;
    }
    error_code ignored;
    (void)stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_{HttpServer::kMaxHeaderBytes + HttpServer::kMaxBodyBytes};
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::string_body> response_;
  std::optional<http::response_serializer<http::string_body>> serializer_;
  std::shared_ptr<Shared> shared_;
};

}  // namespace

struct HttpServer::State {
  asio::io_context context{1};
  tcp::acceptor acceptor{context};
  asio::steady_timer timer{context};
  std::shared_ptr<Shared> shared = std::make_shared<Shared>();
  std::thread thread;

  [[nodiscard]] error_code listen(const tcp::endpoint& endpoint) {
    error_code error;
    (void)acceptor.open(endpoint.protocol(), error);
    if (!error) {
      (void)acceptor.set_option(asio::socket_base::reuse_address(true), error);
    }
    if (!error) {
      (void)acceptor.bind(endpoint, error);
    }
    if (!error) {
      (void)acceptor.listen(asio::socket_base::max_listen_connections, error);
    }
    return error;
  }

  void accept() {
    acceptor.async_accept([this](error_code error, tcp::socket socket) {
      if (error == asio::error::operation_aborted) {
        return;
      }
      if (error) {
        pause_then_accept();
        return;
      }
      if (shared->connections < kMaxConnections) {
        std::make_shared<Session>(std::move(socket), shared)->read();
      }
      accept();
    });
  }

  /// Out of descriptors, say: to try again at once would only burn the processor.
  void pause_then_accept() {
    timer.expires_after(std::chrono::milliseconds(100));
    timer.async_wait([this](error_code error) {
      if (!error) {
        accept();
      }
    });
  }
};

Result<std::unique_ptr<HttpServer>> HttpServer::start(const Options& options, Routes routes) {
  const auto endpoint = parse_listen(options.listen);
  if (!endpoint) {
    return tl::unexpected(endpoint.error());
  }
  auto state = std::make_unique<State>();
  if (const error_code error = state->listen(*endpoint)) {
    return system_failure("cannot listen on " + options.listen + ": " + error.message());
  }
  state->shared->options = options;
  state->shared->routes = std::move(routes);
  state->accept();
  state->thread = std::thread([context = &state->context] { context->run(); });
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(state)));
}

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}

HttpServer::~HttpServer() {
  state_->context.stop();
  state_->thread.join();
}

std::string HttpServer::url() const {
  const tcp::endpoint endpoint = state_->acceptor.local_endpoint();
  const std::string address = endpoint.address().to_string();
  return "http://" + (endpoint.address().is_v6() ? "[" + address + "]" : address) + ":" +
         std::to_string(endpoint.port());
}

}  // namespace hotline::monitor
