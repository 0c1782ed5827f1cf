#include "http/static_files/web_page.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>
#include <string>

#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "http/static_files/web_page_files.hpp"

namespace rollcall::http {
namespace {

namespace fs = std::filesystem;

/// A small built web page in a folder of its own.
class WebPageTest : public testing::Test {
protected:
    void SetUp() override {
        write("index.html",
              R"(<meta nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__" src="/assets/app-1.js"></script>)");
        write("assets/app-1.js", "plain");
        write("assets/app-1.js.br", "as brotli");
        write("assets/app-1.js.gz", "as gzip");
        write("assets/photo-2.webp", "picture");
        write("favicon.svg", "<svg/>");
        write("favicon.svg.gz", "svg as gzip");
        write(".vite/manifest.json", "{}");
    }

    void write(const std::string& name, const std::string& content) const {
        fs::create_directories((folder / name).parent_path());
        std::ofstream(folder / name, std::ios::binary) << content;
    }

    Response get(const std::string& path, Request::Pairs headers = {}) const {
        Request request;
        request.path = path;
        request.headers = std::move(headers);
        return make_web_page_handler(load_web_page(folder))(request);
    }

    ErrorCode refusal(const std::string& path, Method method = Method::get) const {
        try {
            Request request;
            request.method = method;
            request.path = path;
            make_web_page_handler(load_web_page(folder))(request);
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::internal;
    }

    std::string load_error() const {
        try {
            load_web_page(folder);
            return "";
        } catch (const std::runtime_error& error) {
            return error.what();
        }
    }

    TemporaryFolder temporary;
    const fs::path folder = temporary.path();
};

std::string nonce_in(std::string_view text, std::string_view before) {
    const auto start = text.find(before) + before.size();
    return std::string(text.substr(start, text.find_first_of("\"'", start) - start));
}

TEST_F(WebPageTest, every_path_of_the_page_is_served_the_index) {
    for (const auto path :
         {"/", "/account/members", "/index.html", "/agents/1", "/apiary", "/../etc/passwd", "/assets"}) {
        const auto response = get(path);
        EXPECT_EQ(response.status, 200) << path;
        EXPECT_EQ(response.header("content-type"), "text/html; charset=utf-8");
        EXPECT_EQ(response.header("cache-control"), "no-store");
        EXPECT_NE(response.body.find("src=\"/assets/app-1.js\""), std::string::npos);
    }
}

TEST_F(WebPageTest, the_index_contains_the_nonce_of_its_policy_everywhere) {
    const auto response = get("/");
    const auto nonce = nonce_in(response.body, "<meta nonce=\"");
    EXPECT_EQ(nonce.size(), 24u);
    EXPECT_EQ(nonce_in(response.body, "<script nonce=\""), nonce);
    EXPECT_EQ(response.body.find("__CSP_NONCE__"), std::string::npos);
    EXPECT_EQ(response.header("content-security-policy"),
              "default-src 'none'; script-src 'self' 'nonce-" + nonce + "'; style-src 'self' 'nonce-" + nonce +
                  "'; img-src 'self' data: blob:; media-src 'self'; connect-src 'self'; font-src 'self'; "
                  "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
}

TEST_F(WebPageTest, no_two_responses_have_the_same_nonce) {
    std::set<std::string> nonces;
    for (int count = 0; count < 100; ++count) nonces.insert(nonce_in(get("/").body, "<meta nonce=\""));
    EXPECT_EQ(nonces.size(), 100u);
}

TEST_F(WebPageTest, an_index_without_a_nonce_is_served_unchanged) {
    write("index.html", "<p>plain</p>");
    EXPECT_EQ(get("/").body, "<p>plain</p>");
}

TEST_F(WebPageTest, an_asset_may_be_cached_for_a_year) {
    const auto response = get("/assets/photo-2.webp");
    EXPECT_EQ(response.whole_body(), "picture");
    EXPECT_EQ(response.header("content-type"), "image/webp");
    EXPECT_EQ(response.header("cache-control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(response.header("vary"), "");
}

TEST_F(WebPageTest, an_asset_is_sent_in_the_coding_that_the_client_prefers) {
    const auto brotli = get("/assets/app-1.js", {{"accept-encoding", "gzip, br"}});
    EXPECT_EQ(brotli.whole_body(), "as brotli");
    EXPECT_EQ(brotli.header("content-encoding"), "br");
    EXPECT_EQ(brotli.header("content-type"), "text/javascript; charset=utf-8");

    const auto gzip = get("/assets/app-1.js", {{"accept-encoding", "br;q=0"}, {"accept-encoding", "gzip"}});
    EXPECT_EQ(gzip.whole_body(), "as gzip");
    EXPECT_EQ(gzip.header("content-encoding"), "gzip");

    const auto plain = get("/assets/app-1.js");
    EXPECT_EQ(plain.whole_body(), "plain");
    EXPECT_EQ(plain.header("content-encoding"), "");

    for (const auto* response : {&brotli, &gzip, &plain}) EXPECT_EQ(response->header("vary"), "Accept-Encoding");
}

TEST_F(WebPageTest, a_file_is_not_copied_for_each_response) {
    const auto page = load_web_page(folder);
    Request request;
    request.path = "/assets/app-1.js";
    const auto response = make_web_page_handler(page)(request);
    EXPECT_EQ(&response.whole_body(), &page->files.find("/assets/app-1.js")->second.identity);
}

TEST_F(WebPageTest, an_unknown_asset_is_not_found) {
    for (const auto path :
         {"/assets/app-0.js", "/assets/", "/assets/../index.html", "/assets/app-1.js/", "/assets/app-1.js.br"})
        EXPECT_EQ(refusal(path), ErrorCode::not_found) << path;
}

TEST_F(WebPageTest, an_unknown_path_of_the_api_is_not_found) {
    for (const auto path : {"/api", "/api/", "/api/v1/nothing"}) EXPECT_EQ(refusal(path), ErrorCode::not_found) << path;
}

TEST_F(WebPageTest, writes_are_not_found) {
    for (const auto method : {Method::post, Method::put, Method::patch, Method::del})
        EXPECT_EQ(refusal("/", method), ErrorCode::not_found);
}

TEST_F(WebPageTest, other_files_are_revalidated_each_time) {
    const auto first = get("/favicon.svg");
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.whole_body(), "<svg/>");
    EXPECT_EQ(first.header("content-type"), "image/svg+xml");
    EXPECT_EQ(first.header("cache-control"), "no-cache");
    const std::string tag(first.header("etag"));
    EXPECT_TRUE(tag.starts_with('"') && tag.ends_with('"'));

    for (const auto& known : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
        const auto again = get("/favicon.svg", {{"if-none-match", known}});
        EXPECT_EQ(again.status, 304) << known;
        EXPECT_EQ(again.whole_body(), "");
        EXPECT_EQ(again.header("etag"), tag);
        EXPECT_EQ(again.header("cache-control"), "no-cache");
        EXPECT_EQ(again.header("vary"), "Accept-Encoding");
    }
    EXPECT_EQ(get("/favicon.svg", {{"if-none-match", "\"x\""}}).status, 200);
}

TEST_F(WebPageTest, each_coding_has_its_own_tag) {
    const std::string plain(get("/favicon.svg").header("etag"));
    const auto gzip = get("/favicon.svg", {{"accept-encoding", "gzip"}, {"if-none-match", plain}});
    EXPECT_EQ(gzip.status, 200);
    EXPECT_EQ(gzip.whole_body(), "svg as gzip");
    EXPECT_NE(gzip.header("etag"), plain);
}

TEST_F(WebPageTest, a_tag_changes_with_the_content) {
    const std::string before(get("/favicon.svg").header("etag"));
    write("favicon.svg", "<svg></svg>");
    EXPECT_NE(get("/favicon.svg").header("etag"), before);
}

TEST_F(WebPageTest, a_file_added_later_is_not_served) {
    const auto handler = make_web_page_handler(load_web_page(folder));
    write("assets/late-3.js", "late");
    Request request;
    request.path = "/assets/late-3.js";
    EXPECT_THROW(handler(request), Error);
    request.path = "/assets/app-1.js";
    fs::remove(folder / "assets/app-1.js");
    EXPECT_EQ(handler(request).whole_body(), "plain");
}

TEST_F(WebPageTest, files_of_the_build_itself_are_not_served) {
    EXPECT_EQ(get("/.vite/manifest.json").header("content-type"), "text/html; charset=utf-8");
}

TEST_F(WebPageTest, a_page_that_is_not_built_is_reported_in_one_line) {
    fs::remove(folder / "index.html");
    const auto line = "The page is not built: " + (folder / "index.html").string() + " is missing.";
    EXPECT_EQ(load_error(), line);
    fs::remove_all(folder);
    EXPECT_EQ(load_error(), line);
}

}  // namespace
}  // namespace rollcall::http
