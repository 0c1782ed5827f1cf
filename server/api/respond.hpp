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

/// The items of a page, each presented when it is written.
template <class Item, class Present>
struct PresentedItems {
    const std::vector<Item>& items;
    Present& present;
};

/// A page of a list in the API.
template <class Items>
struct PageBody {
    Items items;
    std::optional<std::string> next_cursor;
    std::optional<std::string> previous_cursor;
    http::Maybe<std::int64_t> total;

    BOOST_DESCRIBE_CLASS(PageBody, (), (items, next_cursor, previous_cursor, total), (), ())
};

/// 200 with a page of a list; `present(item)` makes the body of each item.
template <class Item, class Present>
http::Response respond_ok(const database::Page<Item>& page, Present present) {
    using Items = PresentedItems<Item, Present>;
    return http::Response::json(200, http::write_json(PageBody<Items>{Items{page.items, present}, page.next_cursor,
                                                                      page.previous_cursor, page.total}));
}

}  // namespace rollcall::api

template <class Item, class Present>
struct rollcall::http::JsonWriter<rollcall::api::PresentedItems<Item, Present>> {
    static void write(std::string& out, const rollcall::api::PresentedItems<Item, Present>& page) {
        append_array(out, page.items, [&](const Item& item) -> decltype(auto) { return page.present(item); });
    }
};
