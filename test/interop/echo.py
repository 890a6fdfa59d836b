"""Asks a machine for an echo until it answers: ping is not everywhere. echo.py SOURCE DESTINATION TIMES"""
import os
import socket
import struct
import sys

source, destination, times = sys.argv[1:]
identifier = os.getpid() & 0xFFFF


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def request(sequence):
    payload = b"QuickMode" * 8
    header = struct.pack("!BBHHH", 8, 0, 0, identifier, sequence)
    header = struct.pack("!BBHHH", 8, 0, checksum(header + payload), identifier, sequence)
    return header + payload


with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP) as ends:
    ends.bind((source, 0))
    ends.settimeout(1)
    for sequence in range(int(times)):
        ends.sendto(request(sequence), (destination, 0))
        try:
            while True:
                packet, (sender, _) = ends.recvfrom(2000)
                kind, _, _, whose, which = struct.unpack("!BBHHH", packet[20:28])
                if (sender, kind, whose, which) == (destination, 0, identifier, sequence):
                    print(f"{sender} answers")
                    sys.exit(0)
        except TimeoutError:
            pass
sys.exit(1)
