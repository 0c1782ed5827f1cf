#include "http/static_files/web_page_files.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "core/random.hpp"

namespace rollcall::http {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> content_types{{
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".txt", "text/plain; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
}};

std::string_view find_content_type(const fs::path& file) {
    const auto extension = file.extension().string();
    const auto found =
        std::ranges::find(content_types, extension, &std::pair<std::string_view, std::string_view>::first);
    return found == content_types.end() ? "application/octet-stream" : found->second;
}

std::string read_file(const fs::path& path) {
    std::string content(fs::file_size(path), '\0');
    std::ifstream file(path, std::ios::binary);
    if (!file.read(content.data(), static_cast<std::streamsize>(content.size())))
        throw std::runtime_error("The page cannot be read: " + path.string() + ".");
    return content;
}

std::string read_compressed_form(const fs::path& path, std::string_view ending) {
    auto beside = path;
    beside += ending;
    return fs::is_regular_file(beside) ? read_file(beside) : std::string();
}

/// Whether the file is the compressed form of the one beside it.
bool is_compressed_form(const fs::path& path) {
    const auto extension = path.extension();
    auto original = path;
    return (extension == ".br" || extension == ".gz") && fs::exists(original.replace_extension());
}

std::vector<std::string> split(std::string_view text, std::string_view mark) {
    std::vector<std::string> parts;
    for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark)) {
        parts.emplace_back(text.substr(0, at));
        text.remove_prefix(at + mark.size());
    }
    parts.emplace_back(text);
    return parts;
}

WebPageFile read_web_page_file(const fs::path& path) {
    WebPageFile file;
    file.content_type = find_content_type(path);
    file.identity = read_file(path);
    file.entity_tag = hash_token(file.identity);
    file.gzip = read_compressed_form(path, ".gz");
    file.brotli = read_compressed_form(path, ".br");
    return file;
}

}  // namespace

std::shared_ptr<const WebPage> load_web_page(const fs::path& folder) {
    const auto index = folder / "index.html";
    if (!fs::is_regular_file(index))
        throw std::runtime_error("The page is not built: " + index.string() + " is missing.");

    auto page = std::make_shared<WebPage>();
    page->index_parts = split(read_file(index), "__CSP_NONCE__");
    for (auto entry = fs::recursive_directory_iterator(folder); entry != fs::recursive_directory_iterator(); ++entry) {
        // Files of the build itself, such as .vite/.
        if (entry->path().filename().string().starts_with('.')) {
            entry.disable_recursion_pending();
            continue;
        }
        if (!entry->is_regular_file() || is_compressed_form(entry->path()) || entry->path() == index) continue;
        const auto path = "/" + fs::relative(entry->path(), folder).generic_string();
        page->files.emplace(path, read_web_page_file(entry->path()));
    }
    return page;
}

}  // namespace rollcall::http
