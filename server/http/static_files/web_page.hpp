#pragma once

#include <memory>

#include "http/server/router.hpp"

namespace rollcall::http {

struct WebPage;

/// Serves the web page by GET and HEAD, as the router's fallback:
/// - `/assets/...`: may be cached for a year, as each name changes with its content; Error::not_found for others
/// - other files: revalidated each time, with a strong ETag and 304
/// - `/api/...`: Error::not_found
/// - any other path: index.html, in which `__CSP_NONCE__` is replaced by the nonce of the Content-Security-Policy; the
///   page itself has the routes, and shows when there is none
Handler make_web_page_handler(std::shared_ptr<const WebPage> page);

}  // namespace rollcall::http
