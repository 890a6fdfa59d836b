"""Asks a machine for one echo: ping is not everywhere. echo.py SOURCE DESTINATION"""
import os
import socket
import struct
import sys

source, destination = sys.argv[1:]
identifier = os.getpid() & 0xFFFF
# Seconds: a busy machine takes its time, and what is lost does not come later.
patience = 5


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def request():
    payload = b"QuickMode" * 8
    header = struct.pack("!BBHHH", 8, 0, 0, identifier, 1)
    header = struct.pack("!BBHHH", 8, 0, checksum(header + payload), identifier, 1)
    return header + payload


with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP) as ends:
    ends.bind((source, 0))
    ends.settimeout(patience)
    ends.sendto(request(), (destination, 0))
    try:
        while True:
            packet, (sender, _) = ends.recvfrom(2000)
            kind, _, _, whose, which = struct.unpack("!BBHHH", packet[20:28])
            if (sender, kind, whose, which) == (destination, 0, identifier, 1):
                print(f"{sender} answers")
                sys.exit(0)
    except TimeoutError:
        sys.exit(1)
