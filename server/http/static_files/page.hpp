#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "http/server/router.hpp"

namespace rollcall::http {

/// The built page, in memory. Only what was in the folder when it was read is ever served: no request opens a file.
class Page;

/// Reads the folder of the built page: index.html, `assets/` with hashed names, and files such as favicon.svg. A file
/// that has a `.br` or `.gz` beside it is served so to clients that take it.
/// Throws std::runtime_error with one plain line when the folder or its index.html is missing.
std::shared_ptr<const Page> load_page(const std::filesystem::path& folder);

/// Answers GET (the server makes HEAD of it), for the router's fallback:
/// - `/assets/...`: may be kept for a year, as each name changes with its content; Error::not_found for others
/// - other files: to be asked for again each time, with a strong ETag and 304
/// - `/api/...`: Error::not_found
/// - any other path: index.html, in which `__CSP_NONCE__` becomes the nonce of this answer's Content-Security-Policy;
///   the page itself knows its addresses, and says so where there is none
Handler page_handler(std::shared_ptr<const Page> page);

}  // namespace rollcall::http
