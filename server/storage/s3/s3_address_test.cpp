#include "storage/s3/s3_address.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace rollcall::storage {

TEST(AddressOfABucket, has_a_bucket_a_prefix_an_endpoint_and_a_region) {
    const auto address = parse_s3_address("s3://calls/rollcall/one?endpoint=https://s3.example.com:8443&region=eu-1");
    EXPECT_EQ(address.bucket, "calls");
    EXPECT_EQ(address.prefix, "rollcall/one/");
    EXPECT_EQ(address.endpoint, "https://s3.example.com:8443");
    EXPECT_EQ(address.region, "eu-1");
    EXPECT_EQ(address.text(), "s3://calls/rollcall/one at https://s3.example.com:8443");
}

TEST(AddressOfABucket, needs_neither_a_prefix_nor_a_region) {
    for (const auto* text :
         {"s3://calls?endpoint=https://s3.example.com", "s3://calls/?endpoint=https://s3.example.com/"}) {
        const auto address = parse_s3_address(text);
        EXPECT_EQ(address.prefix, "") << text;
        EXPECT_EQ(address.region, "us-east-1") << text;
        EXPECT_EQ(address.endpoint, "https://s3.example.com") << text;
    }
    EXPECT_EQ(parse_s3_address("s3://calls/one/?endpoint=https://s3.example.com").prefix, "one/");
}

TEST(AddressOfABucket, is_http_only_where_that_stays_in_a_private_network_or_is_said) {
    for (const auto* host :
         {"localhost", "LOCALHOST", "127.0.0.1:4568", "[::1]:80", "10.1.2.3", "172.31.0.1", "192.168.1.1", "[fd00::1]"})
        EXPECT_NO_THROW(parse_s3_address(std::string("s3://calls?endpoint=http://") + host)) << host;
    for (const auto* host : {"s3.example.com", "8.8.8.8", "172.32.0.1", "[2001:db8::1]", "localhost.example.com"}) {
        const auto text = std::string("s3://calls?endpoint=http://") + host;
        EXPECT_THROW(parse_s3_address(text), std::invalid_argument) << host;
        EXPECT_NO_THROW(parse_s3_address(text + "&insecure=yes")) << host;
    }
}

TEST(AddressOfABucket, is_refused_where_something_is_missing_or_too_much) {
    for (const auto* text : {"s3://",
                             "s3://?endpoint=https://a.example",
                             "s3://calls",
                             "s3://calls?endpoint=",
                             "s3://calls?region=eu",
                             "s3://ca lls?endpoint=https://a.example",
                             "s3://..?endpoint=https://a.example",
                             "s3://calls/../x?endpoint=https://a.example",
                             "s3://calls//x?endpoint=https://a.example",
                             "s3://calls/a%2fb?endpoint=https://a.example",
                             "s3://calls?endpoint=ftp://a.example",
                             "s3://calls?endpoint=https://key:secret@a.example",
                             "s3://calls?endpoint=https://a.example/path",
                             "s3://calls?endpoint=https://a.example?x",
                             "s3://calls?endpoint=a.example",
                             "s3://calls?endpoint=https://a.example&secret=x",
                             "s3://calls?endpoint=https://a.example&region=e:u",
                             "s3://calls?endpoint=https://a.example&insecure=no",
                             "s3://calls?endpoint=https://a.example&endpoint=https://b.example",
                             "folder"})
        EXPECT_THROW(parse_s3_address(text), std::invalid_argument) << text;
}

}  // namespace rollcall::storage
