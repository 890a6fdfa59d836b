"""Asks a machine for a connection over TCP, whether there is an answer or not: knock.py SOURCE DESTINATION PORT"""
import socket
import sys

source, destination, port = sys.argv[1:]
# Seconds, in which the first packet goes out twice.
patience = 1.5

try:
    socket.create_connection((destination, int(port)), patience, (source, 0)).close()
except OSError:
    pass
