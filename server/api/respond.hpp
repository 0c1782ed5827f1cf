#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "database/page.hpp"
#include "http/json/json_write.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::api {

/// 200 with one object; its `etag`, if it has one, is also a header.
template <class Body>
http::Response respond_ok(const Body& body) {
    auto response = http::Response::json(200, http::write_json(body));
    if constexpr (requires { body.etag; }) response.set("ETag", body.etag);
    return response;
}

/// 201 with the new object and its location.
template <class Body>
http::Response respond_created(std::string location, const Body& body) {
    auto response = respond_ok(body);
    response.status = 201;
    response.set("Location", std::move(location));
    return response;
}

/// 202: the request will be processed.
inline http::Response respond_accepted() { return {202, {}, {}}; }

/// A page of a list in the API.
template <class Item>
struct PageBody {
    std::vector<Item> items;
    std::optional<std::string> next_cursor;
    std::optional<std::string> previous_cursor;
    http::Maybe<std::int64_t> total;

    BOOST_DESCRIBE_CLASS(PageBody, (), (items, next_cursor, previous_cursor, total), (), ())
};

/// 200 with a page of a list; `present(item)` makes the body of each item.
template <class Item, class Present>
http::Response respond_ok(const database::Page<Item>& page, Present present) {
    PageBody<std::invoke_result_t<Present&, const Item&>> body{{}, page.next_cursor, page.previous_cursor, page.total};
    body.items.reserve(page.items.size());
    for (const auto& item : page.items) body.items.push_back(present(item));
    return http::Response::json(200, http::write_json(body));
}

}  // namespace rollcall::api
