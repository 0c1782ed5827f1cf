#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace rollcall::http {

/// One file of the web page; text also in compressed form, if the build produced it.
struct WebPageFile {
    std::string content_type;
    std::string entity_tag;  ///< without quotes; changes with the content
    std::string identity;
    std::string gzip;    ///< empty when there is none
    std::string brotli;  ///< empty when there is none
};

/// The built web page, in memory: only files that were in the folder when it was loaded are served.
struct WebPage {
    /// index.html, split at each position of a nonce.
    std::vector<std::string> index_parts;
    /// All other files by their path: "/assets/index-B1x2.js".
    std::map<std::string, WebPageFile, std::less<>> files;
};

/// Reads the folder of the built web page: index.html, `assets/` with hashed names, and files such as favicon.svg. A
/// file with a `.br` or `.gz` beside it is served in that form to clients that accept it. Throws std::runtime_error
/// with one plain line when the folder or its index.html is missing.
std::shared_ptr<const WebPage> load_web_page(const std::filesystem::path& folder);

}  // namespace rollcall::http
