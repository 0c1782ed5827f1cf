#pragma once

#include <map>
#include <string>
#include <vector>

namespace rollcall::http {

/// One file of the page. Text is there compressed as well, where the build made that.
struct PageFile {
    std::string content_type;
    std::string entity_tag;  ///< without quotes; changes with the content
    std::string identity;
    std::string gzip;    ///< empty where there is none
    std::string brotli;  ///< empty where there is none
};

/// The built page, as load_page (page.hpp) reads it.
class Page {
public:
    /// index.html, cut at each place where a nonce belongs.
    std::vector<std::string> index_pieces;
    /// All other files by their path: "/assets/index-B1x2.js".
    std::map<std::string, PageFile, std::less<>> files;
};

}  // namespace rollcall::http
