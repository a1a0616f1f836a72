// monitor/serve/http_server.hpp: a small HTTP server for what a monitor shows.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace hotline::monitor {

struct HttpResponse {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
};

/// Answers GET of one path. Called on the server's thread; the argument is the path without query.
using HttpHandler = std::function<HttpResponse(std::string_view path)>;

/// Serves GET and HEAD over HTTP/1.1 on a thread of its own, until destroyed.
///
/// Bounds     kMaxConnections at once (more are closed), header and body as below, `timeout` for
/// each
///            request and each answer.
/// Safety     listens on loopback unless told otherwise. A request must name a host that is a
///            literal address, localhost, or one of `hosts`: a web page elsewhere that had its name
///            resolve to this machine (DNS rebinding) is refused with 403.
class HttpServer {
 public:
  static constexpr std::size_t kMaxConnections = 64;
  static constexpr std::size_t kMaxHeaderBytes = 8192;
  static constexpr std::size_t kMaxBodyBytes = 4096;

  struct Options {
    std::string listen = "127.0.0.1:9464";  ///< numeric address or localhost; port 0: any free one
    std::chrono::milliseconds timeout{10'000};
    std::vector<std::string> hosts;  ///< further names that requests may use
  };

  using Routes = std::map<std::string, HttpHandler, std::less<>>;

  /// kBadInput if `listen` is not "address:port"; kSystem, naming both, if they cannot be had.
  [[nodiscard]] static Result<std::unique_ptr<HttpServer>> start(const Options& options,
                                                                 Routes routes);
  /// Stops listening, drops connections, and joins the thread.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  HttpServer(HttpServer&&) = delete;
  HttpServer& operator=(HttpServer&&) = delete;

  /// "http://127.0.0.1:9464", with the port that was chosen.
  [[nodiscard]] std::string url() const;

 private:
  struct State;
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace hotline::monitor
